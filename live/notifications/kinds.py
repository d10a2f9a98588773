"""The kinds of things that people are told of, each with its sentence; features register theirs in `ready()`."""

from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType
from typing import NamedTuple

from django.db.models import Choices
from django.utils import timezone
from django.utils.formats import date_format


class Kind(NamedTuple):
    """`sentence` is lazily translated, with `%(actor)s` and the details in it; `choices` say what the values of some
    details are called.
    """

    sentence: str
    icon: str
    choices: Mapping[str, type[Choices]] = MappingProxyType({})

    def in_words(self, details):
        said = {name: value for name, value in details.items() if name in self.choices}
        return {name: dict(self.choices[name].choices).get(value, value) for name, value in said.items()}


kinds: dict[str, Kind] = {}


def register(kind, sentence, icon="bell", **choices):
    """`register("mention", gettext_lazy("%(actor)s mentioned you in %(room)s"), icon="mention")`.

    `choices`: the enumeration of a detail that is one of few (`answer=Attendance.Answer`), for its words in the
    reader's language.
    """
    kinds[kind] = Kind(sentence, icon, choices)


def sentence(kind, actor, details):
    """In the reader's language and zone: details with choices, and those whose names end in `_at`, ISO 8601 moments."""
    return kinds[kind].sentence % Details(details | kinds[kind].in_words(details) | {"actor": actor})


class Details(dict):
    """For a sentence that has learned to say more since: what was not noted then is left out."""

    def __getitem__(self, name):
        value = str(self.get(name, ""))
        return _moment(value) if name.endswith("_at") and value else value


def _moment(text):
    return date_format(timezone.localtime(datetime.fromisoformat(text)), "DATETIME_FORMAT")
