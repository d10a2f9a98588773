"""The gallery: every fragment, in every state that has a sample, with what is known of it."""

import re
from collections.abc import Iterable
from itertools import groupby
from typing import Any, NamedTuple

from django.db.models import Model
from django.templatetags.static import static
from django.utils.safestring import SafeString, mark_safe

from live.engine.sample import Sample, samples
from live.workshop import templates
from live.workshop.code import Code, Spot, code
from live.workshop.pushes import Push, answers, pushes

LONGEST = 80  # characters of an example
BY_ID = "id|for|popovertarget|commandfor|aria-labelledby|aria-describedby|aria-controls"
IDS = re.compile(rf'(?<=\s)((?:{BY_ID})="|href="#)([^"]+)')
SOURCES = re.compile(r'(<img\b[^>]*\ssrc=")[^"]+')
PICTURE = "workshop/picture.svg"


class Given(NamedTuple):
    """A variable of a fragment."""

    name: str
    type: str
    example: str


class Exhibit(NamedTuple):
    """A fragment with its samples."""

    template: str
    samples: list[Sample]

    @property
    def app(self) -> str:
        return self.template.partition("/")[0]

    @property
    def address(self) -> str:
        """`chat/message.html/item`: what stands behind # would stay in the browser."""
        return self.template.replace("#", "/")

    @property
    def pushes(self) -> list[Push]:
        return pushes(self.template, code())

    @property
    def answers(self) -> list[Spot]:
        return answers(self.template, code())

    @property
    def shown_by(self) -> list[str]:
        return templates.showing(self.template)

    @property
    def variables(self) -> list[Given]:
        """As its samples give them; of each the first example that is something."""
        found: dict[str, Any] = {}
        for sample in self.samples:
            for name, value in sample.context().items():
                found[name] = found.get(name) or value
        return [Given(name, _type(value), str(value)[:LONGEST]) for name, value in found.items()]


class Specimen(NamedTuple):
    """A fragment in one state, among others on a page."""

    exhibit: Exhibit
    state: str
    html: SafeString


def specimens(app: str) -> list[Specimen]:
    """All of an app, each with ids of its own."""
    shown = [(exhibit, sample) for exhibit in exhibits() if exhibit.app == app for sample in exhibit.samples]
    return [
        Specimen(exhibit, sample.state, _with_own_ids(as_shown(sample), number))
        for number, (exhibit, sample) in enumerate(shown, start=1)
    ]


def as_shown(sample: Sample) -> SafeString:
    """As it is seen. The pictures of samples are kept nowhere: one of the gallery's stands for them all."""
    return mark_safe(SOURCES.sub(rf"\g<1>{static(PICTURE)}", sample.render()))


def _with_own_ids(html: str, number: int) -> SafeString:
    return mark_safe(IDS.sub(lambda ids: ids[1] + " ".join(f"{id}-{number}" for id in ids[2].split()), html))


def exhibits() -> list[Exhibit]:
    """In the order of their names."""
    in_order = sorted(samples(), key=lambda sample: sample.template)
    return [Exhibit(name, list(those)) for name, those in groupby(in_order, key=lambda sample: sample.template)]


def exhibit(template: str) -> Exhibit | None:
    return next((exhibit for exhibit in exhibits() if exhibit.template == template), None)


def not_shown(samples: Iterable[Sample], code: Code) -> list[str]:
    """What is pushed and has no sample of its own, and what no sample shows."""
    own = {sample.template for sample in samples}
    partials = {partial.name: partial for file in templates.files() for partial in templates.partials(file)}
    seen, ahead = set(), list(own)
    while ahead:
        if (name := ahead.pop()) not in seen:
            seen.add(name)
            ahead += partials[name].shows() if name in partials else ()
    return [name for name in partials if name not in seen or (pushes(name, code) and name not in own)]


def _type(value: Any) -> str:
    if isinstance(value, Model):
        return value._meta.label
    if isinstance(value, list) and value:
        return f"list of {_type(value[0])}"
    return "text" if isinstance(value, str) else type(value).__name__
