"""What `manage.py check` finds in templates, each with file and line."""

import re
from collections.abc import Iterable, Iterator

from django.core.checks import CheckMessage, Error
from django.template.loader import get_template

from live.engine.fragments import View, fault, shows
from live.engine.sample import Sample, samples
from live.workshop import templates
from live.workshop.code import Code, code
from live.workshop.nodes import Place, is_there
from live.workshop.pushes import models, pushes
from live.workshop.templates import Partial
from live.workshop.variables import Use, is_given

GIVEN = {"live", "oob", "topic"}  # by the engine, to every fragment
VIEWER = {"user", "request", "viewer", "perms"}
SILENT = {"rights", "anew"}  # verbs that the engine itself listens to
FORBIDDEN = {
    "a script": r"<script(?![^>]*\bsrc=)(?![^>]*application/ld\+json)",
    "an inline handler": r"\son[a-z]+\s*=|\bhx-on\b",
    "a style attribute": r"\sstyle\s*=|<style",
    "script in an attribute": r"[\"']js:|javascript:",
    "a trigger filter, which needs eval": r"hx-trigger=(\"[^\"]*|'[^']*)\[",
}


def templates_are_right(app_configs, **_) -> list[CheckMessage]:
    files = templates.files()
    broken = [error for file in files for error in does_not_compile(file)]
    return [*plain_markup_only(files), *(broken or of_compiled(files, code(), list(samples())))]


def of_compiled(files: list[str], code: Code, samples: list[Sample]) -> Iterator[CheckMessage]:
    partials = [partial for file in files for partial in templates.partials(file)]
    yield from nothing_is_missing(files, code, samples)
    yield from verbs_have_partials(code)
    yield from variables_are_known(partials, [sample for sample in samples if is_there(sample.template)])
    for partial in partials:
        yield from fragments_know_their_place(partial, code)
        yield from shared_markup_has_no_viewer(partial, code)


def does_not_compile(file: str) -> Iterator[CheckMessage]:
    try:
        get_template(file)
    except Exception as error:
        line = getattr(getattr(error, "token", None), "lineno", 1)
        yield _error(Place(file, line), f"does not compile: {fault(error)}", 101)


def fragments_know_their_place(partial: Partial, code: Code) -> Iterator[CheckMessage]:
    """What is pushed says where it goes: an id and hx-swap-oob, or an hx-partial with its hx-target."""
    lost = [root for root in partial.roots() if not root.knows_its_place]
    if lost and pushes(partial.name, code):
        text = f"“{partial.name}” is pushed, and its <{lost[0].tag}> has no id with hx-swap-oob and no hx-target."
        yield _error(partial.place, text, 102)


def shared_markup_has_no_viewer(partial: Partial, code: Code) -> Iterator[CheckMessage]:
    """What all see does not say who looks; what differs is a rule in /viewer.css."""
    _app, model = models().get(partial.name.partition("#")[0], ("", ""))
    if any(push.shared for push in pushes(partial.name, code)):
        for use in partial.uses(far=True):
            if use.name in VIEWER - {model}:
                yield _error(use.place, f"“{partial.name}” goes to all, and mentions “{use.name}”.", 103)


def nothing_is_missing(files: Iterable[str], code: Code, samples: Iterable[Sample]) -> Iterator[CheckMessage]:
    """Every template and partial that code, samples and templates name is there."""
    for name, place in [(named.template, named.spot) for named in code.named]:
        if not is_there(name):
            yield _error(place, f"There is no “{name}”.", 104)
    for sample in samples:
        if not is_there(sample.template):
            yield _error("samples.py", f"There is no “{sample.template}”, which a sample shows.", 104)
    for file in files:
        for part, place in templates.missing_partials(file):
            yield _error(place, f"There is no partial “{part}” in this file.", 104)
        for name, place in templates.missing_includes(file):
            yield _error(place, f"There is no “{name}”.", 104)


def verbs_have_partials(code: Code) -> Iterator[CheckMessage]:
    """What is recorded on a topic that pages show is shown: by a partial of that name, or a view that sees to it."""
    shown = {kind for (kind, _name), view in shows.views.items() if type(view).render is View.render}
    files = {label: file for file, label in models().items()}
    for verb, subject, topic, spot in code.recorded:
        file = files.get((spot.app, subject))
        if verb in SILENT or file is None or f"{spot.app}.{topic}" not in shown:
            continue
        if not is_there(f"{file}#{verb}"):
            yield _error(spot, f"“{verb}” is recorded, and there is no “{file}#{verb}”.", 105)


def variables_are_known(partials: Iterable[Partial], samples: Iterable[Sample]) -> Iterator[CheckMessage]:
    """A fragment asks only for what one of its file's samples gives, or its file binds."""
    given: dict[str, list[dict]] = {}
    for sample in samples:
        given.setdefault(sample.file, []).append(sample.context())
    for partial in partials:
        if contexts := given.get(partial.place.file):
            bound = GIVEN | templates.bound_in(partial.place.file)
            for use in dict.fromkeys(partial.uses()):
                if use.name not in bound and not any(_gives(context, use) for context in contexts):
                    yield _error(use.place, f"“{partial.name}” asks for “{use}”, which no sample gives it.", 106)


def _gives(context: dict, use: Use) -> bool:
    return use.name in context and is_given(use.path, context)


def plain_markup_only(files: Iterable[str]) -> Iterator[CheckMessage]:
    """The Content Security Policy would stop all else."""
    for file in files:
        text = templates.source(file)
        for what, pattern in FORBIDDEN.items():
            for match in re.finditer(pattern, text, re.I):
                line = text.count("\n", 0, match.start() + 1) + 1
                yield _error(Place(file, line), f"holds {what}: {match[0].strip()[:60]}", 107)


def _error(place: object, text: str, number: int) -> CheckMessage:
    return Error(text, obj=str(place), id=f"live.E{number}")
