"""Who pushes a fragment: the verb of a change, a view that shows it, an action, a command of the engine."""

from collections.abc import Iterator
from typing import NamedTuple

from django.apps import apps

from live.engine.fragments import shows
from live.workshop.code import Code, Spot

COMPANY = {"presence": "who is there", "typing": "who is typing"}  # partials that the engine asks topics for


class Push(NamedTuple):
    """`shared`: to all who see the topic; otherwise to one person."""

    why: str
    spot: Spot | None
    shared: bool = False

    def __str__(self):
        return f"{self.why} ({self.spot.file}, {self.spot.where})" if self.spot else self.why


def pushes(fragment: str, code: Code) -> list[Push]:
    """All that is known to push it; nothing for what only other fragments and pages show."""
    own = [Push("pushed", name.spot) for name in code.named if name.template == fragment and not name.answers]
    return [*own, *_by_convention(fragment, code)]


def answers(fragment: str, code: Code) -> list[Spot]:
    """Who answers a request with it."""
    return [name.spot for name in code.named if name.template == fragment and name.answers]


def models() -> dict[str, tuple[str, str]]:
    """By the file that is its template, the app and the name of each model."""
    labels = (model._meta.label_lower.split(".") for model in apps.get_models())
    return {f"{app}/{name}.html": (app, name) for app, name in labels}


def _by_convention(fragment: str, code: Code) -> Iterator[Push]:
    file, _, part = fragment.partition("#")
    app, model = models().get(file, ("", ""))
    if not app:
        return
    if part in COMPANY and any(kind == f"{app}.{model}" for kind, _view in shows.views):
        yield Push(COMPANY[part], None, shared=True)
    for record in code.recorded:
        if record.verb == part and _may_be(record.subject, model, app, record.spot.app):
            yield Push(f"“{part}” is recorded", record.spot, shared=True)
    for word, spot in code.words:
        if word == part and spot.file == f"live/{app}/topics.py":
            yield Push("chosen by a view", spot, shared=True)


def _may_be(word: str, model: str, app: str, recorded_in: str) -> bool:
    """Whether a word of the code may stand for a subject of that model: subjects are named after their models."""
    named_after_one = any(word == name for _app, name in models().values())
    return word == model or (not named_after_one and app == recorded_in)
