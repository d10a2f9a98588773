"""The page that says again what it is told."""

from playwright.sync_api import Locator

from e2e.pages.live_page import LivePage


class Echo(LivePage):
    path = "/echo/"

    @property
    def lines(self) -> Locator:
        return self.tab.get_by_test_id("echo")

    def say(self, text: str) -> None:
        self.tab.get_by_role("textbox", name="Text").fill(text)
        self.tab.get_by_role("button", name="Send").click()
