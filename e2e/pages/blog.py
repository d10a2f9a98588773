"""A live blog, as its readers and its writers have it."""

from typing import Self

from playwright.sync_api import Locator, expect

from e2e.pages.live_page import LivePage


class Entry:
    """One entry, with what its editors can do to it."""

    def __init__(self, article: Locator):
        self.article = article

    @property
    def number(self) -> int:
        return int(self.article.get_attribute("id").removeprefix("entry-"))

    @property
    def body(self) -> Locator:
        return self.article.get_by_test_id("entry-body")

    def button(self, name: str) -> Locator:
        return self.article.get_by_role("button", name=name)

    def edit(self, text: str) -> None:
        tab = self.article.page
        self.button("Edit entry").click()
        tab.get_by_role("textbox", name="Edit entry text").fill(text)
        tab.get_by_role("button", name="Save", exact=True).click()
        expect(tab.get_by_role("dialog")).to_have_count(0)

    def delete(self) -> None:
        tab = self.article.page
        self.button("Delete entry").click()
        tab.get_by_role("dialog").get_by_role("button", name="Delete").click()
        expect(tab.get_by_role("dialog")).to_have_count(0)

    def pin(self) -> None:
        self._press("Pin entry")

    def mark_key(self) -> None:
        self._press("Key event")

    def _press(self, name: str) -> None:
        before = self.button(name).get_attribute("aria-pressed")
        self.button(name).click()
        expect(self.button(name)).to_have_attribute("aria-pressed", "false" if before == "true" else "true")


class Blog(LivePage):
    """/blog/<slug>/, its older pages, and the page of one entry."""

    @property
    def feed(self) -> Locator:
        return self.tab.get_by_role("feed", name="Entries")

    @property
    def entries(self) -> Locator:
        return self.feed.get_by_test_id("entry")

    @property
    def bodies(self) -> Locator:
        return self.feed.get_by_test_id("entry-body")

    def entry(self, text: str) -> Entry:
        return Entry(self.entries.filter(has_text=text))

    @property
    def held_back(self) -> Locator:
        """The button that says how much is new."""
        return self.tab.get_by_role("button", name="new update")

    @property
    def pinned(self) -> Locator:
        return self.tab.get_by_test_id("pinned")

    @property
    def key_events(self) -> Locator:
        return self.tab.get_by_test_id("key-events").get_by_role("listitem")

    @property
    def state(self) -> Locator:
        return self.tab.locator("#blog-state")

    @property
    def readers(self) -> Locator:
        return self.tab.get_by_test_id("readers")

    @property
    def drafts(self) -> Locator:
        return self.tab.get_by_test_id("drafts").locator("[data-draft]")

    # Where one reads

    def read(self, text: str) -> None:
        """Scroll until the entry is what one reads, and let the server know: it may hold back then."""
        article = self.entry(text).article
        with self.expect_action("reading"):
            article.evaluate("article => window.scrollTo({top: article.getBoundingClientRect().top + scrollY - 100})")
        expect(self.tab.locator("#reading")).not_to_have_value("")

    def place(self, text: str) -> float:
        """How far below the window's upper edge the entry is, in pixels."""
        return self.entry(text).article.evaluate("article => article.getBoundingClientRect().top")

    def expect_at_top(self) -> None:
        expect(self.tab.locator("#reading")).to_have_value("")
        assert self.tab.evaluate("scrollY") == 0

    # Writing

    @property
    def composer(self) -> Locator:
        return self.tab.get_by_role("textbox", name="Update", exact=True)

    def press(self, name: str) -> None:
        self.tab.get_by_role("button", name=name, exact=True).click()

    def publish(self, text: str) -> None:
        self.composer.fill(text)
        self.press("Publish")
        expect(self.composer).to_have_value("")


class EmbeddedBlog(Blog):
    """In a frame of the page of another site, where it is what is scrolled. `origin` is that site's."""

    path = ""

    def open(self) -> Self:
        self.tab.goto(self.origin)
        self.tab = self.tab.frames[1]
        self.expect_live()
        return self

    def scroll(self, pixels: int) -> None:
        """And let the server know."""
        with self.expect_action("reading"):
            self.tab.locator("#stream").evaluate("(stream, pixels) => stream.scrollTo({top: pixels})", pixels)
        expect(self.tab.locator("#reading")).not_to_have_value("")

    def expect_at_top(self) -> None:
        expect(self.tab.locator("#reading")).to_have_value("")
        assert self.tab.locator("#stream").evaluate("stream => stream.scrollTop") == 0
