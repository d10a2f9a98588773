"""Watches the browsers and the server of a scenario: whatever goes wrong there fails it, and can be read afterwards."""

import re
from pathlib import Path

from playwright.sync_api import BrowserContext, ConsoleMessage, WebError

from tests.support.site import RunningSite

CONNECTION = re.compile(
    r"WebSocket connection to '[^']*' failed|htmx:ws:error|htmx:error: Failed to fetch|"
    r"net::ERR_(CONNECTION|SOCKET_NOT_CONNECTED|EMPTY_RESPONSE|ABORTED)"
)


class Watch:
    """Sees all browsers, hears their consoles and the server."""

    def __init__(self, site: RunningSite):
        self.site = site
        self.before = site.log.stat().st_size
        self.browsers: list[tuple[str, BrowserContext]] = []
        self.heard: list[str] = []
        self.errors: list[str] = []
        self.expected: list[str] = []

    def over(self, name: str, context: BrowserContext) -> None:
        self.browsers.append((name, context))
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

    def keep(self, folder: Path) -> None:
        """All that helps to find out what happened."""
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "console.log").write_text("\n".join(self.heard) + "\n")
        (folder / "server.log").write_text(self.server)
        for number, (name, context) in enumerate(self.browsers, start=1):
            for tab, page in enumerate(context.pages, start=1):
                page.screenshot(path=folder / f"{number}-{name}-{tab}.png")
            context.tracing.stop(path=folder / f"{number}-{name}.zip")

    @property
    def server(self) -> str:
        """What the server has logged meanwhile."""
        return self.site.log.read_bytes()[self.before :].decode(errors="replace")

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
