"""What all pages of the site have in common."""

import re
import time
from difflib import unified_diff
from typing import Self

from playwright.sync_api import Locator, Page, WebSocket, expect

from e2e.pages.normal_form import lines_of

SETTLES_WITHIN = 10.0  # seconds: what is joined or personal comes a second late
STOPS = 100  # of the Tab key, on one page


class LivePage:
    """A page in a tab of somebody's browser. It waits for states, never for a time."""

    path = "/"

    def __init__(self, tab: Page, origin: str, path: str = "", is_live: bool = True):
        self.tab = tab
        self.origin = origin
        self.path = path or self.path
        self.is_live = is_live
        self.frames: list[str] = []
        tab.on("websocket", self._listen)

    def _listen(self, socket: WebSocket) -> None:
        self.socket = socket
        socket.on("framereceived", lambda frame: self.frames.append(frame))

    def expect_action(self, name: str):
        """Context manager: in it the page asks for this over its socket."""
        return self.socket.expect_event("framesent", lambda frame: f'"action":"{name}"' in frame)

    def open(self) -> Self:
        self.tab.goto(self.origin + self.path)
        if self.is_live:
            self.expect_live()
        return self

    def expect_live(self) -> None:
        """Connected and up to date."""
        expect(self.tab.locator("#live-state[data-live]")).to_be_attached()

    def expect_away(self) -> None:
        expect(self.tab.get_by_text("Reconnecting…")).to_be_visible()

    def mark(self) -> None:
        """Leave something in the window that a reload would clear."""
        self.tab.evaluate("window.opened = 'once'")

    def expect_never_reloaded(self) -> None:
        """Since `mark`."""
        assert self.tab.evaluate("window.opened") == "once"

    def hurry(self) -> None:
        """Let the page's animations run fifty times as fast: what it does after 50 s it does after one."""
        session = self.tab.context.new_cdp_session(self.tab)
        session.send("Animation.enable")
        session.send("Animation.setPlaybackRate", {"playbackRate": 50})

    def expect_same_after_reload(self) -> None:
        """Live equals reloaded: what this tab shows is what a fresh load by the same person shows."""
        fresh = type(self)(self.tab.context.new_page(), self.origin, self.path, self.is_live).open()
        deadline = time.monotonic() + SETTLES_WITHIN
        while (difference := self._difference(fresh)) and time.monotonic() < deadline:
            fresh.open()
        fresh.tab.close()
        assert not difference, f"{self.path}: the live page is not what a fresh load shows:\n{difference}"

    def _difference(self, fresh: "LivePage") -> str:
        return "\n".join(unified_diff(lines_of(self.tab), lines_of(fresh.tab), "live", "fresh", lineterm=""))

    # What is on every page

    @property
    def title(self) -> Locator:
        return self.tab.get_by_role("heading", level=1)

    @property
    def notice(self) -> Locator:
        return self.tab.locator("#notice")

    def expect_bell(self, unread: int) -> None:
        """It counts so many, in the bar and in the title."""
        number = self.tab.get_by_test_id("notification-count")
        expect(number).to_have_text(str(unread))
        expect(number).to_be_visible() if unread else expect(number).to_be_hidden()
        expect(self.tab).to_have_title(re.compile(rf"^\({unread}\) \w" if unread else r"^\w"))

    def sign_out(self) -> None:
        self.tab.locator("[popovertarget=user-menu]").click()
        self.tab.get_by_role("button", name="Sign out").click()
        expect(self.tab.get_by_role("link", name="Sign in").first).to_be_visible()

    def reach(self, target: Locator, backwards: bool = False) -> None:
        """By the Tab key alone."""
        for _ in range(STOPS):
            if target.evaluate("element => element == document.activeElement"):
                return
            self.tab.keyboard.press("Shift+Tab" if backwards else "Tab")
        raise AssertionError(f"{target} cannot be reached by keyboard")

    def expect_ended(self, title: str) -> None:
        """The page may not go on, and says why."""
        expect(self.title).to_have_text(title)
        expect(self.tab.locator("#messages")).to_have_count(0)

    def expect_not_found(self) -> None:
        expect(self.tab.get_by_text("404")).to_be_visible()


class PlainPage(LivePage):
    """A page without a socket, or of which nobody waits for it."""

    def __init__(self, tab: Page, origin: str, path: str = "", is_live: bool = False):
        super().__init__(tab, origin, path, is_live=False)
