"""A room of the chat, opened at its newest message."""

from contextlib import suppress

from playwright.sync_api import Locator, expect

from e2e.pages.files import Files
from e2e.pages.log import Log
from e2e.pages.message import Message

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

    @property
    def answered(self) -> Locator:
        """What the next message will answer."""
        return self.tab.locator("#composer-reply")

    def answer(self, message: Message, text: str) -> None:
        message.act("Reply")
        expect(self.answered).not_to_be_empty()
        expect(self.composer).to_be_focused()
        self.post(text)
        expect(self.answered).to_be_empty()

    @property
    def unread_line(self) -> Locator:
        return self.log.locator(".first-unread")

    def expect_unread_from(self, text: str) -> None:
        """The line stands right before this message."""
        expect(self.unread_line).to_have_count(1)
        expect(self.log.locator(".first-unread + article").get_by_test_id("message-body")).to_have_text(text)

    def hear(self, level: str) -> None:
        """How much of this room, from now on."""
        self.tab.get_by_role("button", name="What you hear of this room").click()
        self.tab.get_by_role("button", name=level).click()
        expect(self.tab.locator("#involvement [aria-current]")).to_contain_text(level)
        self.expect_live()

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
