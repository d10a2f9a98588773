"""What was said in a room: a stretch of it, with the list of rooms beside it."""

from playwright.sync_api import Locator, expect

from e2e.pages.message import Message
from e2e.pages.rooms import ListsRooms


class Log(ListsRooms):
    """/chat/<slug>/messages/<id>/, and the upper part of a room."""

    @property
    def messages(self) -> Locator:
        return self.log.get_by_test_id("message")

    @property
    def bodies(self) -> Locator:
        return self.log.get_by_test_id("message-body")

    @property
    def log(self) -> Locator:
        return self.tab.get_by_role("log", name="Messages")

    def message(self, text: str) -> Message:
        body = self.tab.get_by_test_id("message-body").filter(has=self.tab.get_by_text(text, exact=True))
        return Message(self.messages.filter(has=body))

    def expect_messages(self, *texts: str) -> None:
        """Exactly these, each once, in this order."""
        expect(self.bodies).to_have_text(list(texts))

    def expect_in_order(self, texts: list[str]) -> None:
        """These among others, in this order."""
        expect(self.message(texts[-1]).body).to_be_attached()
        assert [body for body in self.bodies.all_inner_texts() if body in texts] == texts

    def expect_each_once(self) -> None:
        """Where all wrote different things, nothing stands there twice."""
        bodies = self.bodies.all_inner_texts()
        assert sorted(bodies) == sorted(set(bodies))

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

    # The past

    @property
    def load_earlier(self) -> Locator:
        return self.tab.get_by_role("link", name="Load earlier messages")

    @property
    def marked(self) -> Locator:
        """The text of the message that the page was opened for."""
        return self.log.locator(".message--marked").get_by_test_id("message-body")

    @property
    def announcement(self) -> Locator:
        """That something new was said, where that is not shown."""
        return self.tab.locator("#newer")

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
