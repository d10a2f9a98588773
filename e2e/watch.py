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
    """Hears the consoles of all pages, and the server."""

    def __init__(self, site: RunningSite):
        self.site = site
        self.before = site.log.stat().st_size
        self.heard: list[str] = []
        self.complaints: list[str] = []
        self.expected: list[str] = []

    def over(self, name: str, context: BrowserContext) -> None:
        context.on("console", lambda message: self._hear(name, message))
        context.on("weberror", lambda error: self._fail(name, error))

    def expect(self, words: str) -> None:
        """In this scenario consoles may say that: a page that is refused on purpose, for example."""
        self.expected.append(words)

    def expect_no_complaints(self) -> None:
        """No page error, nothing that the Content Security Policy stopped, no error in a console, no traceback."""
        unexpected = [line for line in self.complaints if not any(words in line for words in self.expected)]
        assert not unexpected, "\n".join(["The browsers complained:", *unexpected])
        assert "Traceback" not in self.server, self.server

    def write(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "console.log").write_text("\n".join(self.heard) + "\n")
        (folder / "server.log").write_text(self.server)

    @property
    def server(self) -> str:
        """What the server has logged meanwhile."""
        return self.site.log.read_bytes()[self.before :].decode(errors="replace")

    def _hear(self, name: str, message: ConsoleMessage) -> None:
        page, source = message.page.url if message.page else "?", message.location["url"]
        line = f"{name} at {page}: {message.type}: {message.text} ({source})"
        self.heard.append(line)
        if message.type == "error" and not CONNECTION.search(message.text):
            self.complaints.append(line)

    def _fail(self, name: str, error: WebError) -> None:
        line = f"{name} at {error.page.url if error.page else '?'}: {error.error}"
        self.heard.append(line)
        self.complaints.append(line)
