"""Watches the browsers and the server of a scenario: whatever goes wrong there fails it, and can be read afterwards."""

import re
import time
from pathlib import Path
from typing import Protocol

from playwright.sync_api import BrowserContext, ConsoleMessage, Page, WebError, WebSocket

CONNECTION = re.compile(
    r"WebSocket connection to '[^']*' failed|htmx:ws:error|htmx:error: Failed to fetch|"
    r"net::ERR_(CONNECTION|SOCKET_NOT_CONNECTED|EMPTY_RESPONSE|ABORTED)"
)


class Site(Protocol):
    url: str
    log: Path


class Tab:
    """One tab of somebody's browser, with the frames that went to and fro."""

    def __init__(self, name: str, page: Page):
        self.name = name
        self.page = page
        self.frames: list[str] = []
        self.opened_at = time.monotonic()
        page.on("websocket", self._listen)

    def keep(self, folder: Path) -> None:
        (folder / f"{self.name}.frames.log").write_text("\n".join(self.frames) + "\n")
        if not self.page.is_closed():
            self.page.screenshot(path=folder / f"{self.name}.png")

    def _listen(self, socket: WebSocket) -> None:
        self._note(f"opened {socket.url.partition('?')[0]}")
        socket.on("framereceived", lambda frame: self._note(f"got    {frame}"))
        socket.on("framesent", lambda frame: self._note(f"sent   {frame}"))
        socket.on("close", lambda _: self._note("closed"))

    def _note(self, what: str) -> None:
        self.frames.append(f"{time.monotonic() - self.opened_at:8.3f} {' '.join(what.split())}")


class Watch:
    """Sees all browsers, hears their consoles and the server."""

    def __init__(self, site: Site):
        self.site = site
        self.before = site.log.stat().st_size
        self.browsers: list[tuple[str, BrowserContext]] = []
        self.tabs: list[Tab] = []
        self.heard: list[str] = []
        self.errors: list[str] = []
        self.expected: list[str] = []

    def over(self, name: str, context: BrowserContext) -> None:
        self.browsers.append((name, context))
        browser = f"{len(self.browsers)}-{name}"
        context.on("page", lambda page: self._see(browser, page))
        context.tracing.start(title=name, snapshots=True, sources=True)
        context.on("console", lambda message: self._hear(name, message))
        context.on("weberror", lambda error: self._fail(name, error))

    def expect(self, words: str) -> None:
        """In this scenario consoles may say that: a page that is refused on purpose, for example."""
        self.expected.append(words)

    def forgive(self) -> None:
        """What the server has logged so far belongs to the scenario."""
        self.before = self.site.log.stat().st_size

    def complaint(self) -> str:
        """A page error, what the Content Security Policy stopped, an error in a console, a traceback; or nothing."""
        errors = [error for error in self.errors if not any(words in error for words in self.expected)]
        return "\n".join(errors + [self.server] * ("Traceback" in self.server))

    def keep(self, folder: Path, failure: str) -> None:
        """All that helps to find out what happened. `failure`: what the scenario has failed of."""
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "failure.txt").write_text(failure + "\n")
        (folder / "console.log").write_text("\n".join(self.heard) + "\n")
        (folder / "server.log").write_text(self.server)
        for tab in self.tabs:
            tab.keep(folder)
        for number, (name, context) in enumerate(self.browsers, start=1):
            context.tracing.stop(path=folder / f"{number}-{name}.zip")

    @property
    def server(self) -> str:
        """What the server has logged meanwhile."""
        return self.site.log.read_bytes()[self.before :].decode(errors="replace")

    def _see(self, browser: str, page: Page) -> None:
        number = 1 + sum(tab.name.startswith(f"{browser}-") for tab in self.tabs)
        self.tabs.append(Tab(f"{browser}-{number}", page))

    def _hear(self, name: str, message: ConsoleMessage) -> None:
        page, source = message.page.url if message.page else "?", message.location["url"]
        line = f"{name} at {page}: {message.type}: {message.text} ({source})"
        self.heard.append(line)
        if message.type == "error" and not CONNECTION.search(message.text):
            self.errors.append(line)

    def _fail(self, name: str, error: WebError) -> None:
        line = f"{name} at {error.page.url if error.page else '?'}: {error.error}"
        self.heard.append(line)
        self.errors.append(line)
