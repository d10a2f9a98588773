"""The kinds of things that people are told of, each with its sentence; features register theirs in `ready()`."""

from datetime import datetime
from typing import NamedTuple

from django.utils import timezone
from django.utils.formats import date_format


class Kind(NamedTuple):
    """`sentence` is lazily translated, with `%(actor)s` and the details in it."""

    sentence: str
    icon: str


kinds: dict[str, Kind] = {}


def register(kind, sentence, icon="bell"):
    """`register("mention", gettext_lazy("%(actor)s mentioned you in %(room)s"), icon="mention")`."""
    kinds[kind] = Kind(sentence, icon)


def sentence(kind, actor, details):
    """In the reader's language and zone: a detail whose name ends in `_at` is an ISO 8601 moment."""
    return kinds[kind].sentence % Details(details | {"actor": actor})


class Details(dict):
    """For a sentence that has learned to say more since: what was not noted then is left out."""

    def __getitem__(self, name):
        value = str(self.get(name, ""))
        return _moment(value) if name.endswith("_at") and value else value


def _moment(text):
    return date_format(timezone.localtime(datetime.fromisoformat(text)), "DATETIME_FORMAT")
