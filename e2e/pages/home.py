"""The front page, and the list of rooms."""

from playwright.sync_api import Locator, expect

from e2e.pages.accounts import PlainPage
from e2e.pages.live_page import LivePage


class Home(LivePage):
    path = "/"

    def link_to(self, slug: str) -> Locator:
        return self.tab.locator(f'[data-room="{slug}"]')

    def expect_unread(self, slug: str, number: int) -> None:
        expect(self.link_to(slug)).to_have_attribute("data-unread", str(number))


class Rooms(Home):
    path = "/chat/"

    def make(self, name: str, *members: str) -> None:
        """An open room, or a closed one with these people in it."""
        self.tab.get_by_label("Name", exact=True).fill(name)
        if members:
            self.tab.get_by_label("Closed").check()
        for member in members:
            self.tab.get_by_role("checkbox", name=member).check()
        self.tab.get_by_role("button", name="Make the room").click()
        expect(self.tab.get_by_role("heading", level=1, name=name)).to_be_visible()


class RoomSettings(PlainPage):
    """/chat/<slug>/settings/"""

    def rename(self, name: str) -> None:
        self.tab.get_by_label("Name", exact=True).fill(name)
        self.tab.get_by_role("button", name="Rename").click()
        expect(self.tab.get_by_text("Saved.")).to_be_visible()

    def remove(self, name: str) -> None:
        self.tab.get_by_role("button", name=f"Remove {name}").click()
        expect(self.tab.get_by_text("Saved.")).to_be_visible()

    def delete(self) -> None:
        self.tab.get_by_role("link", name="Delete room").click()
        self.tab.get_by_role("button", name="Delete room").click()
        expect(self.tab.get_by_text("was deleted")).to_be_visible()
