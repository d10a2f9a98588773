"""The kinds of things that can be found; features register theirs in `ready()`."""

from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from django.apps import apps
from django.db.models import QuerySet


class Kind(NamedTuple):
    """`visible(user)` is a queryset of what somebody may see now, `template` shows a `thing` that was found.

    `rows()` gives `(thing, text, title)` of all there are, for an index made anew.
    """

    name: str
    visible: Callable[[Any], QuerySet]
    template: str
    label: Any
    rows: Callable[[], Iterable[tuple[Any, str, str]]] | None


kinds: dict[str, Kind] = {}


def register(name, visible, template, label=None, rows=None):
    """`register("chat.message", lambda user: Message.objects.visible_to(user), "chat/found.html")`."""
    label = label or apps.get_model(name)._meta.verbose_name_plural
    kinds[name] = Kind(name, visible, template, label, rows)
