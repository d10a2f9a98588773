"""Changes → HTML: one rendering serves all pages of a variant."""

import logging
from abc import ABC, abstractmethod
from collections.abc import Iterable
from contextlib import contextmanager
from datetime import datetime
from functools import cache, lru_cache
from typing import NamedTuple

from django.conf import settings
from django.db.models import Model
from django.template import TemplateDoesNotExist
from django.template.loader import get_template, render_to_string
from django.utils import timezone, translation
from django.utils.safestring import SafeString, mark_safe

from live.engine import metrics, topics
from live.engine.changes import Place
from live.engine.compiled import Compiled

logger = logging.getLogger(__name__)


class Variant(NamedTuple):
    """What one rendering serves: a view, a language and a time zone."""

    view: str
    language: str
    time_zone: str


class Viewer(NamedTuple):
    """For whom a personal view is rendered."""

    user_id: int
    argument: str
    language: str
    time_zone: str


class Shown(NamedTuple):
    """A personal view as it stands: out-of-band fragments, the topics that it depends on, and where it comes to look
    different by itself the moment at which it does.
    """

    html: str
    topics: set[str]
    until: datetime | None = None


class View:
    """A form in which pages show a topic. By convention a change of `chat.message.17` is `chat/message.html#<verb>`."""

    counted = False  # whether pages in this view show, and count for, how many pages there are
    presence = False  # whether pages in this view show, and count for, who is there
    outlives_rights = False  # whether pages go on without the topic, fetched anew, when it may not be seen any more

    def render(self, happened: list[tuple[str, str]], objects: dict[str, Model], topic: str, argument: str) -> str:
        """The fragments of the changes `(verb, subject)`.

        `objects` holds the subjects that still exist; `argument` is what stands after the colon in the
        view's name (`2026-11` of `month:2026-11`).
        """
        return "".join(self.fragment(verb, subject, objects) for verb, subject in happened)

    def fragment(self, verb: str, subject: str, objects: dict[str, Model], **context) -> str:
        """One change, by the subject's own template; nothing where that has no such partial."""
        model, pk = topics.parse(subject)
        thing = objects.get(subject)
        if thing is None:
            verb, thing = "removed", model(pk=pk)
        name = template_of(model, verb)
        if not exists(name):
            return ""
        try:
            return render_to_string(name, {str(model._meta.model_name): thing, "live": True} | context)
        except Exception as error:
            logger.exception("fragment %s of %s", name, subject)
            metrics.broken.inc()
            return broken(name, error)


class Personal(ABC):
    """A view that differs from person to person, sent to each at most once a second.

    One whose argument names topics is rendered anew, too, when one of those is called something else.
    """

    @abstractmethod
    def render(self, people: list[Viewer]) -> dict[Viewer, Shown]:
        """How it stands for each of them, with a number of queries that does not depend on how many they are."""


class shows:
    """Class decorator: `@shows("chat.room", "log")` registers how pages show a kind of topic in one view."""

    views: dict[tuple[str, str], View] = {}
    personal_views: dict[str, Personal] = {}
    everywhere: list[str] = []  # personal views that each page has; their argument is what its title is made of

    def __init__(self, kind: str, view: str):
        self.key = (kind, view)

    def __call__(self, view: type[View]) -> type[View]:
        self.views[self.key] = view()
        return view

    @classmethod
    def personal(cls, name: str, everywhere: bool = False):
        """Class decorator: `@shows.personal("sidebar")`. With `everywhere` no page has to name it."""

        def register(view: type[Personal]) -> type[Personal]:
            cls.personal_views[name] = view()
            cls.everywhere += [name] if everywhere else []
            return view

        return register


_plain = View()


def view_of(topic: str, view: str) -> View:
    kind = topic.rpartition(".")[0]
    return shows.views.get((kind, view.partition(":")[0]), _plain)


def load(subjects: Iterable[str]) -> dict[str, Model]:
    """The subjects that exist, with what their templates need: one query a model, and what it prefetches."""
    wanted: dict[type[Model], list[int]] = {}
    for subject in subjects:
        model, pk = topics.parse(subject)
        wanted.setdefault(model, []).append(pk)
    return {topics.name_of(thing): thing for model, pks in wanted.items() for thing in _rows(model, pks)}


def _rows(model: type[Model], pks: list[int]) -> list[Model]:
    """The last key is repeated until they are 1, 2, 4, 8 …: so there are few queries to compile and to keep."""
    number = 1 << (len(pks) - 1).bit_length()
    return _rows_by_keys(model, number)(*pks, *pks[-1:] * (number - len(pks)))


@lru_cache(500)
def _rows_by_keys(model: type[Model], number: int) -> Compiled:
    """To be called with so many primary keys."""
    rows = model._default_manager.all()
    shown = rows.for_display() if hasattr(rows, "for_display") else rows
    return Compiled(lambda *pks: shown.filter(pk__in=pks), *map(str, range(number)))


def frame(place: Place, happened: list[tuple[str, str]], objects: dict[str, Model], variant: Variant) -> str:
    """What brings a page of this variant to `place`: the fragments, then the new position input.

    Nothing where its view shows nothing of what happened.
    """
    with speaking(variant.language, variant.time_zone):
        fragments = view_of(place.topic, variant.view).render(
            happened, objects, place.topic, variant.view.partition(":")[2]
        )
        return fragments and fragments + position(place)


@lru_cache(100)
def position(place: Place) -> str:
    """The input that tells a page's place in a topic, put in the place of the former one."""
    return render_to_string("live/page.html#position", {"place": place, "oob": True})


def partial(topic: str, name: str, context: dict) -> str:
    """A partial of the topic's own template, such as `chat/room.html#presence`; nothing where there is none."""
    template = template_of(topics.parse(topic)[0], name)
    return render_to_string(template, context | {"topic": topic, "live": True}) if exists(template) else ""


def state(name: str, **context) -> str:
    """One of the engine's own fragments in `templates/live/page.html`."""
    return render_to_string(f"live/page.html#{name}", context | {"oob": True})


def broken(template: str, error: Exception) -> str:
    """A fragment that could not be rendered: shown in development, fetched anew in production."""
    if settings.DEBUG:
        return state("error", error=f"{template}\n{fault(error)}")
    return state("resync", delay=1000)


def title_of(topic: str, thing: Model | None) -> SafeString:
    """What a page that follows the thing is called, by `<app>/<model>.html#title`; nothing where there is none."""
    words = partial(topic, "title", {str(thing._meta.model_name): thing}) if thing else ""
    return mark_safe(" ".join(words.split()))  # it was rendered by the template


def has_title(topic: str) -> bool:
    return exists(template_of(topics.parse(topic)[0], "title"))


def fault(error: Exception) -> str:
    """What is wrong, with the file and the line of the template where Django knows them (in development)."""
    where = getattr(error, "template_debug", None)
    if not where:
        return f"{type(error).__name__}: {error}"
    file = where["name"].removeprefix(f"{settings.BASE_DIR}/")
    return f"{file}:{where['line']}: {error}\n{where['during']}"


def template_of(model: type[Model], partial: str) -> str:
    return f"{model._meta.app_label}/{model._meta.model_name}.html#{partial}"


def exists(template: str) -> bool:
    return _exists_now(template) if settings.DEBUG else _exists(template)


def _exists_now(template: str) -> bool:
    try:
        get_template(template)
    except TemplateDoesNotExist:
        return False
    except Exception:
        return True  # it is there, and rendering it will say what is wrong with it
    return True


_exists = cache(_exists_now)


@contextmanager
def speaking(language: str, time_zone: str):
    """Render in a person's language and time zone."""
    with translation.override(language), timezone.override(time_zone):
        yield
