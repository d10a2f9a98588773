"""The page to search on."""

from playwright.sync_api import Locator, expect

from e2e.pages.live_page import LivePage


class Search(LivePage):
    path = "/search/"

    @property
    def found(self) -> Locator:
        return self.tab.get_by_test_id("found").get_by_role("listitem")

    def search(self, words: str) -> None:
        self.tab.get_by_role("searchbox", name="Search for").fill(words)
        self.tab.get_by_role("searchbox", name="Search for").press("Enter")

    def expect_found(self, words: str, *texts: str) -> None:
        """Searched for, exactly these are there, in this order."""
        self.search(words)
        expect(self.tab.get_by_role("searchbox", name="Search for")).to_have_value(words)
        expect(self.found).to_have_count(len(texts))
        for number, text in enumerate(texts):
            expect(self.found.nth(number)).to_contain_text(text)
        if not texts:
            expect(self.tab.get_by_text("Nothing found")).to_be_visible()
