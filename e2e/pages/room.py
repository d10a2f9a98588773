"""A room of the chat, and what was said there."""

import re

from playwright.sync_api import Locator, expect

from e2e.pages.rooms import ListsRooms


class Room(ListsRooms):
    """/chat/<slug>/: opened at its newest message."""

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

    def expect_in_order(self, texts: list[str]) -> None:
        """These among others, in this order."""
        expect(self.message(texts[-1]).body).to_be_attached()
        assert [body for body in self.bodies.all_inner_texts() if body in texts] == texts

    def expect_each_once(self) -> None:
        """Every message was another one, so no text stands there twice."""
        bodies = self.bodies.all_inner_texts()
        assert sorted(bodies) == sorted(set(bodies))

    def expect_people(self, *usernames: str) -> None:
        people = self.presence.locator("li[data-user]")
        expect(people).to_have_count(len(usernames))
        for username in usernames:
            expect(self.presence.locator(f'[data-user="{username}"]')).to_be_attached()

    def expect_days(self, days: dict[str, str]) -> None:
        """Day lines before exactly these messages, given by their texts."""
        expect(self.log.locator(".day-line")).to_have_text(list(days.values()))
        for text, day in days.items():
            expect(self.message(text).day_line).to_have_text(day)

    def expect_headers(self, *texts: str) -> None:
        """These messages, and no others, have a header of their own."""
        expect(self.log.get_by_test_id("message-author").locator("visible=true")).to_have_count(len(texts))
        for text in texts:
            expect(self.message(text).author).to_be_visible()

    @property
    def load_earlier(self) -> Locator:
        return self.tab.get_by_role("link", name="Load earlier messages")

    @property
    def marked(self) -> Locator:
        """The text of the message that the page was opened for."""
        return self.log.locator(".message--marked").get_by_test_id("message-body")

    @property
    def announcement(self) -> Locator:
        """At a stretch of the past: that something new was said."""
        return self.tab.locator("#newer")

    # The log as it scrolls

    def scroll(self, pixels: int) -> None:
        """Up when negative, with the mouse over the log."""
        self.log.hover()
        self.tab.mouse.wheel(0, pixels)

    def scroll_to_top(self) -> None:
        self.scroll(-20_000)

    def expect_earlier(self, count: int) -> None:
        """Scroll to the top: then there are so many messages, and the one that was first has not jumped away."""
        first = self.message(self.bodies.first.inner_text())
        self.scroll_to_top()
        expect(self.messages).to_have_count(count)
        expect(first.article).to_be_in_viewport()

    # Writing

    @property
    def composer(self) -> Locator:
        return self.tab.get_by_role("textbox", name="Message", exact=True)

    @property
    def send(self) -> Locator:
        return self.tab.get_by_role("button", name="Send")

    @property
    def several_lines(self) -> Locator:
        return self.tab.get_by_role("button", name="Several lines")

    @property
    def one_line(self) -> Locator:
        return self.tab.get_by_role("button", name="One line")

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

    def send_again_unless_written(self, text: str) -> None:
        """On a page that is up to date again: what the log does not show was not sent and is still in the composer."""
        if not self.message(text).body.is_visible():
            expect(self.composer).to_have_value(text)
            self.composer.press("Enter")
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
        self.room.tab.get_by_role("button", name="Delete", exact=True).click()
        expect(gone).to_have_count(0)
