"""A fragment in one state, from things made up for it: what the gallery shows and the checks compare with."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from django.apps import apps
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.module_loading import module_has_submodule
from django.utils.safestring import SafeString, mark_safe

WRAPPING = re.compile(r"</?hx-partial[^>]*>")


@dataclass(frozen=True)
class Sample:
    """Declared in the list SAMPLES of `live/<app>/samples.py`.

    `context` makes what the template is given, from unsaved instances: no sample needs a database. `around` is the
    markup in which the fragment stands on its page, with `{}` in its place; `beside` is a template that
    its page holds, too.
    """

    template: str
    state: str = "usual"
    context: Callable[[], dict[str, Any]] = dict
    around: str = "{}"
    beside: str = ""

    def render(self) -> SafeString:
        """As it is seen, without what htmx takes off."""
        beside = render_to_string(self.beside) if self.beside else ""
        return format_html("{}" + self.around, mark_safe(beside), mark_safe(WRAPPING.sub("", self.markup)))

    @property
    def markup(self) -> str:
        """As it is pushed."""
        given = {"live": True, "csrf_token": "token"}
        return render_to_string(self.template, given | self.context()).strip()

    @property
    def file(self) -> str:
        return self.template.partition("#")[0]


def samples() -> Iterator[Sample]:
    """All that the apps declare."""
    for app in apps.get_app_configs():
        if app.name.startswith("live.") and module_has_submodule(app.module, "samples"):
            yield from import_module(f"{app.name}.samples").SAMPLES
