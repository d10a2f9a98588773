"""What somebody was told."""

from playwright.sync_api import Locator, expect

from e2e.pages.live_page import LivePage


class Inbox(LivePage):
    """/notifications/"""

    path = "/notifications/"

    @property
    def told(self) -> Locator:
        return self.tab.get_by_test_id("notification")

    def notification(self, text: str) -> Locator:
        return self.told.filter(has_text=text)

    def follow(self, text: str) -> None:
        """Go to what it is about."""
        self.notification(text).get_by_role("link").click()

    def mark_read(self, text: str) -> None:
        self.notification(text).get_by_role("button", name="Mark read").click()

    def mark_all_read(self) -> None:
        self.tab.get_by_role("button", name="Mark all read").click()

    def expect_unread(self, *texts: str) -> None:
        """Exactly these, in this order."""
        unread = self.told.filter(has=self.tab.locator("[data-unread]"))
        expect(unread).to_have_count(len(texts))
        for number, text in enumerate(texts):
            expect(unread.nth(number)).to_contain_text(text)
