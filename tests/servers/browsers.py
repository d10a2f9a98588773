"""The ways to a Chromium, each a function that launches it: those that are there, and those that install one."""

import contextlib
import importlib.metadata
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from . import Missing, apt, sparticuz

SHELL = "chromium-headless-shell"  # without all that belongs to windows: it does the same for a quarter less
WHOLE = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
PLAYWRIGHT_LEAVES_OUT = [  # Chromium heeds only the last list of features, which is ours: this is in it again
    "AvoidUnnecessaryBeforeUnloadCheckSync",
    "DestroyProfileOnBrowserClose",
    "HttpsUpgrades",
    "HttpsFirstBalancedModeAutoEnable",
    "LensOverlay",
    "MediaRouter",
    "PaintHolding",
    "ThirdPartyStoragePartitioning",
    "AvoidCorsURLLoaderRestartOnRedirect",
    "TcpPortRandomizationWin",
    "OptimizationHints",
    "NetworkTimeServiceQuerying",
    "AimEnabled",
    "PreconnectToSearch",
    "msForceBrowserSignIn",
    "msEdgeUpdateLaunchServicesPreferredVersion",
]
WE_LEAVE_OUT = [  # pages that a whole Chromium prepares for its own window, seen or not: most of what a window costs
    "WebUIOmniboxPopup",
    "WebUIOmniboxAimPopup",
    "SpareRendererForSitePerProcess",
]
ARGUMENTS = [
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-quic",
    f"--disable-features={','.join(PLAYWRIGHT_LEAVES_OUT + WE_LEAVE_OUT)}",
    *(["--no-sandbox"] if os.geteuid() == 0 else []),
]


@dataclass(frozen=True)
class Browser:
    """A Chromium that launched: its path (none: Playwright's own), version, and what was so at the time."""

    path: str | None
    version: str
    program: str
    modified: float | None
    playwright: str

    @property
    def unchanged(self):
        return self.playwright == _playwright_version() and self.modified == _modified(self.program)


def given():
    return _launched(os.environ["E2E_CHROMIUM"])


def own():
    return _launched(None)


def downloaded():
    """Playwright's own, with the libraries that it lacks where we may install them."""
    _playwright("install", "chromium")
    try:
        return own()
    except subprocess.SubprocessError:
        if apt.possible():
            _playwright("install-deps", "chromium")
        return own()


def on_path():
    found = shutil.which(SHELL) or whole_on_path()
    if not found:
        raise Missing(f"none of {', '.join([SHELL, *WHOLE])} is on PATH")
    return _launched(found)


def shell_on_path():
    found = shutil.which(SHELL)
    if not found:
        raise Missing(f"{SHELL} is not on PATH")
    return _launched(found)


def whole_on_path() -> str | None:
    return next(filter(None, map(shutil.which, WHOLE)), None)


def from_debian():
    """Both, for the shell cannot do everything: see `chromium.whole`."""
    if not apt.possible():
        raise Missing("that needs root, and apt-get")
    apt.install("chromium", "fonts-liberation")
    with contextlib.suppress(subprocess.CalledProcessError):  # older releases have none
        apt.install(SHELL)
    return on_path()


def from_npm():
    return _launched(sparticuz.install())


def see_that_playwright_runs():
    """Its driver needs a library that a small Debian does not have."""
    try:
        _playwright("--version")
    except subprocess.CalledProcessError:
        if apt.possible():
            apt.install("libatomic1")


def _launched(path) -> Browser:
    """Launch it in a process of its own, for Playwright may be at work in this one."""
    command = [sys.executable, "-m", f"{__package__}.probe", *([path] if path else [])]
    seen = subprocess.run(command, capture_output=True, text=True, timeout=60, check=True).stdout
    program, version = seen.splitlines()
    return Browser(path, version, program, _modified(program), _playwright_version())


def _playwright(*arguments):
    command = [sys.executable, "-m", "playwright", *arguments]
    subprocess.run(command, capture_output=True, text=True, timeout=600, check=True)


def _playwright_version():
    return importlib.metadata.version("playwright")


def _modified(program):
    """None for a program that is not there: Playwright may have a smaller one that it does not name."""
    with contextlib.suppress(FileNotFoundError):
        return Path(program).stat().st_mtime
