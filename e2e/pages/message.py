"""One message in a log."""

from playwright.sync_api import Locator, Page, expect


class Message:
    def __init__(self, article: Locator):
        self.article = article

    @property
    def tab(self) -> Page:
        return self.article.page

    @property
    def number(self) -> int:
        return int(self.article.get_attribute("id").removeprefix("message-"))

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

    # Its files

    @property
    def pictures(self) -> Locator:
        return self.article.get_by_test_id("message-files").get_by_role("img")

    @property
    def files(self) -> Locator:
        """The links to its files, pictures included."""
        return self.article.get_by_test_id("message-files").get_by_role("link")

    def expect_pictures(self, *names: str) -> None:
        """They are there, and the browser has drawn them."""
        expect(self.pictures).to_have_count(len(names))
        for name in names:
            picture = self.article.get_by_role("img", name=name)
            picture.scroll_into_view_if_needed()
            expect(picture).to_have_js_property("complete", True)
            assert picture.evaluate("image => image.naturalWidth > 0")

    # Changing it

    @property
    def edit_button(self) -> Locator:
        return self.article.get_by_role("button", name="Edit message")

    @property
    def delete_button(self) -> Locator:
        return self.article.get_by_role("button", name="Delete message")

    @property
    def editor(self) -> Locator:
        return self.tab.get_by_role("textbox", name="Edit message text")

    @property
    def save(self) -> Locator:
        return self.tab.get_by_role("button", name="Save")

    @property
    def question(self) -> Locator:
        return self.tab.get_by_role("dialog")

    # Answering it

    @property
    def quote(self) -> Locator:
        """The link to what it answers."""
        return self.article.locator(".quote")

    @property
    def more(self) -> Locator:
        """What opens its actions where there is no mouse."""
        return self.article.get_by_role("button", name="Message actions")

    def reaction(self, emoji: str) -> Locator:
        return self.article.locator(".reactions").get_by_role("button", name=emoji, exact=True)

    def act(self, name: str) -> None:
        self.article.hover()
        self.article.get_by_role("button", name=name, exact=True).click()

    def touch(self, name: str) -> None:
        """The same where there is no mouse."""
        self.more.tap()
        self.article.get_by_role("button", name=name, exact=True).tap()

    def expect_actions_put_away(self) -> None:
        expect(self.article.locator(".message__actions")).to_be_hidden()

    def react(self, emoji: str) -> None:
        """Choose it from those that are offered."""
        self.act("React")
        self.choose(emoji)

    def choose(self, emoji: str) -> None:
        self.article.get_by_role("group", name="Reactions").get_by_role("button", name=emoji).click()
        expect(self.article.get_by_role("group")).to_have_count(0)

    def edit(self, text: str) -> None:
        self.edit_button.click()
        self.editor.fill(text)
        self.save.click()
        expect(self.editor).to_be_hidden()

    def delete(self) -> None:
        gone = self.tab.locator(f"#message-{self.number}")
        self.delete_button.click()
        self.tab.get_by_role("button", name="Delete", exact=True).click()
        expect(gone).to_have_count(0)
