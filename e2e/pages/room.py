"""A room of the chat, and what was said there."""

import re

from playwright.sync_api import Locator, expect

from e2e.pages.live_page import LivePage


class Room(LivePage):
    """/chat/<slug>/: opened at its newest message."""

    @classmethod
    def path_of(cls, slug: str) -> str:
        return f"/chat/{slug}/"

    # Reading

    @property
    def log(self) -> Locator:
        return self.tab.get_by_role("log", name="Messages")

    @property
    def messages(self) -> Locator:
        return self.log.get_by_test_id("message")

    @property
    def bodies(self) -> Locator:
        return self.log.get_by_test_id("message-body")

    @property
    def presence(self) -> Locator:
        return self.tab.get_by_test_id("presence")

    @property
    def typing(self) -> Locator:
        return self.tab.get_by_test_id("typing")

    @property
    def pill(self) -> Locator:
        """The way back to the bottom for who has scrolled up."""
        return self.tab.get_by_role("link", name="New messages")

    def message(self, text: str) -> "Message":
        return Message(self, self.messages.filter(has=self.tab.get_by_text(text, exact=True)))

    def expect_messages(self, *texts: str) -> None:
        """Exactly these, each once, in this order."""
        expect(self.bodies).to_have_text(list(texts))

    def expect_people(self, *usernames: str) -> None:
        people = self.presence.locator("li[data-user]")
        expect(people).to_have_count(len(usernames))
        for username in usernames:
            expect(self.presence.locator(f'[data-user="{username}"]')).to_be_attached()

    def link_to(self, slug: str) -> Locator:
        """In the list of rooms beside the log."""
        return self.tab.locator(f'[data-room="{slug}"]')

    # The log as it scrolls

    def scroll(self, pixels: int) -> None:
        """Up when negative, with the mouse over the log."""
        self.log.hover()
        self.tab.mouse.wheel(0, pixels)

    def scroll_to_top(self) -> None:
        self.messages.first.scroll_into_view_if_needed()
        self.scroll(-10_000)

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

    def write(self, text: str) -> None:
        self.composer.press_sequentially(text)

    def post(self, text: str) -> None:
        """Write, press Enter, and see it in the log."""
        self.composer.fill(text)
        self.composer.press("Enter")
        expect(self.message(text).body).to_be_visible()
        expect(self.composer).to_have_value("")

    # Changing

    @property
    def editor(self) -> Locator:
        return self.tab.get_by_role("textbox", name="Edit message text")

    @property
    def save(self) -> Locator:
        return self.tab.get_by_role("button", name="Save")

    @property
    def question(self) -> Locator:
        return self.tab.get_by_role("dialog")


class Message:
    """One message in the log."""

    def __init__(self, room: Room, article: Locator):
        self.room = room
        self.article = article

    @property
    def body(self) -> Locator:
        return self.article.get_by_test_id("message-body")

    @property
    def author(self) -> Locator:
        return self.article.get_by_test_id("message-author")

    @property
    def day_line(self) -> Locator:
        return self.article.locator(".day-line")

    @property
    def time(self) -> Locator:
        return self.article.locator(".message__time")

    @property
    def edit_button(self) -> Locator:
        return self.article.get_by_role("button", name="Edit message")

    @property
    def delete_button(self) -> Locator:
        return self.article.get_by_role("button", name="Delete message")

    @property
    def number(self) -> int:
        return int(re.sub(r"\D", "", self.article.get_attribute("id")))

    def edit(self, text: str) -> None:
        self.edit_button.click()
        self.room.editor.fill(text)
        self.room.save.click()
        expect(self.room.editor).to_be_hidden()

    def delete(self) -> None:
        gone = self.room.tab.locator(f"#message-{self.number}")
        self.delete_button.click()
        self.room.question.get_by_role("button", name="Delete").click()
        expect(gone).to_have_count(0)
