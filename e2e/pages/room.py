"""A room of the chat, opened at its newest message."""

from contextlib import suppress

from playwright.sync_api import Locator, expect

from e2e.pages.files import Files
from e2e.pages.log import Log

TRIES = 10
PATIENCE = 3_000  # milliseconds, until one presses Enter again


class Room(Log):
    """/chat/<slug>/"""

    @property
    def pill(self) -> Locator:
        """The way back to the bottom for who has scrolled up."""
        return self.tab.get_by_role("link", name="New messages")

    # Company

    @property
    def presence(self) -> Locator:
        return self.tab.get_by_test_id("presence")

    @property
    def typing(self) -> Locator:
        return self.tab.get_by_test_id("typing")

    def expect_people(self, *usernames: str) -> None:
        expect(self.presence.locator("li[data-user]")).to_have_count(len(usernames))
        for username in usernames:
            expect(self.presence.locator(f'[data-user="{username}"]')).to_be_attached()

    # Writing

    @property
    def composer(self) -> Locator:
        return self.tab.get_by_role("textbox", name="Message", exact=True)

    @property
    def send(self) -> Locator:
        return self.tab.get_by_role("button", name="Send")

    @property
    def errors(self) -> Locator:
        return self.tab.locator("#composer-errors")

    # Files

    @property
    def files(self) -> Files:
        return Files(self.tab)

    def use_several_lines(self) -> None:
        self._switch("Several lines", "One line")

    def use_one_line(self) -> None:
        self._switch("One line", "Several lines")

    def _switch(self, wanted: str, offered_then: str) -> None:
        self.tab.get_by_role("button", name=wanted).click()
        expect(self.tab.get_by_role("button", name=offered_then)).to_be_visible()

    def write(self, text: str) -> None:
        self.composer.press_sequentially(text)

    def post(self, text: str) -> None:
        """Write, press Enter, and see it in the log."""
        self.composer.fill(text)
        self.composer.press("Enter")
        expect(self.message(text).body).to_be_visible()
        expect(self.composer).to_have_value("")

    def insist(self, text: str) -> None:
        """Over a bad line: what still stands in the composer was perhaps not sent, so press Enter once more."""
        self.composer.fill(text)
        for _ in range(TRIES):
            self.composer.press("Enter")
            with suppress(AssertionError):
                return expect(self.composer).to_have_value("", timeout=PATIENCE)
        raise AssertionError(f"{text!r} does not go out")

    def send_again_unless_written(self, text: str) -> None:
        """On a page that is up to date again: what the log does not show was not sent and is still in the composer."""
        if not self.message(text).body.is_visible():
            expect(self.composer).to_have_value(text)
            self.composer.press("Enter")
        expect(self.composer).to_have_value("")
