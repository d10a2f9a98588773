"""In development: what a designer saves shows on every open page, through the page's own socket."""

import logging
import threading
import time
from collections.abc import Iterator
from itertools import count
from pathlib import Path

from django.conf import settings
from django.template.autoreload import get_template_directories, reset_loaders
from django.template.loader import get_template

from live.engine import fragments, notices
from live.engine.fragments import fault, state
from live.engine.hub import hub
from live.engine.wires import Frame

logger = logging.getLogger(__name__)

EVERY = 0.2  # seconds between looks at the files
SOURCE = "#edited"  # what asks for a page that is to stay connected, as htmx names it in HX-Source


class Editing(threading.Thread):
    """Looks at templates and style sheets; Python files are the autoreloader's."""

    def __init__(self):
        super().__init__(name="editing", daemon=True)
        self.files = _files()
        self.faults: dict[Path, str] = {}  # of templates that do not compile
        self.versions = count(int(time.time()))

    def run(self) -> None:
        while True:
            time.sleep(EVERY)
            try:
                self.look()
            except Exception:
                logger.exception("editing")

    def look(self) -> None:
        """Show what was saved since the last look."""
        before, self.files = self.files, _files()
        saved = [path for path, version in self.files.items() if version != before.get(path)]
        self.faults = {path: fault for path, fault in self.faults.items() if path in self.files}
        sheets = [path for path in saved if _is_sheet(path)]
        templates = [path for path in saved if path not in sheets]
        if sheets:
            hub.show(Frame("".join(map(self._sheet, sheets)), "a style sheet was saved"))
        if templates or before.keys() - self.files.keys():
            self._show_templates(templates)

    def _show_templates(self, saved: list[Path]) -> None:
        forget_templates()
        for path in saved:
            self.faults.pop(path, None)
            if what := _fault_in(path):
                self.faults[path] = what
        if self.faults:
            hub.show(Frame(state("error", error="\n\n".join(self.faults.values())), "a template is broken"))
        else:
            hub.show(Frame(state("edited"), "a template was saved"))

    def _sheet(self, path: Path) -> str:
        address = settings.STATIC_URL + _below(path, map(Path, settings.STATICFILES_DIRS))
        return state("sheet", address=address, version=next(self.versions))


def start() -> None:
    if settings.DEBUG:
        Editing().start()


def edited(request) -> dict[str, bool]:
    """Context processor of development: whether the answer goes into a page that stays connected meanwhile."""
    return {"stays_connected": request.headers.get("HX-Source", "").endswith(SOURCE)}


def forget_templates() -> None:
    """Compile and render them anew."""
    reset_loaders()
    for cached in (notices.live_frame, notices.last_frame, fragments.position):
        cached.cache_clear()


def _files() -> dict[Path, tuple[int, int]]:
    return {path: version for folder in _folders() for path in folder.rglob("*") if (version := _version(path))}


def _version(path: Path) -> tuple[int, int] | None:
    try:
        status = path.stat()
    except OSError:  # an editor has just put another in its place
        return None
    return None if path.is_dir() else (status.st_mtime_ns, status.st_size)


def _folders() -> Iterator[Path]:
    for folder in {*get_template_directories(), *map(Path, settings.STATICFILES_DIRS)}:
        if folder.is_relative_to(settings.BASE_DIR):
            yield folder


def _is_sheet(path: Path) -> bool:
    return path.suffix == ".css" and any(path.is_relative_to(folder) for folder in settings.STATICFILES_DIRS)


def _fault_in(path: Path) -> str:
    """What is wrong with a template as it is now; nothing if it compiles."""
    try:
        get_template(_below(path, get_template_directories()))
    except Exception as error:
        return fault(error)
    return ""


def _below(path: Path, folders) -> str:
    return next(path.relative_to(folder).as_posix() for folder in folders if path.is_relative_to(folder))
