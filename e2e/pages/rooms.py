"""Lists of rooms: the front page, the page of all rooms, and beside each room."""

from playwright.sync_api import Locator, expect

from e2e.pages.live_page import LivePage, PlainPage


class ListsRooms(LivePage):
    """A page with the list of a person's rooms."""

    def link_to(self, slug: str) -> Locator:
        return self.tab.locator(f'[data-room="{slug}"]')

    @property
    def conversations(self) -> Locator:
        """Links to direct conversations."""
        return self.tab.get_by_test_id("conversations").get_by_role("link")

    def expect_unread(self, slug: str, number: int) -> None:
        expect(self.link_to(slug)).to_have_attribute("data-unread", str(number))

    def expect_read(self, slug: str) -> None:
        expect(self.link_to(slug).and_(self.tab.locator(":not([data-unread])"))).to_be_attached()


class Home(ListsRooms):
    path = "/"


class Rooms(ListsRooms):
    path = "/chat/"

    def make(self, name: str, *members: str) -> None:
        """An open room, or a closed one with these people in it."""
        self.tab.get_by_label("Name", exact=True).fill(name)
        if members:
            self.tab.get_by_label("Closed").check()
        for member in members:
            self.tab.get_by_role("checkbox", name=member).check()
        self.tab.get_by_role("button", name="Make the room").click()
        expect(self.title).to_have_text(name)

    @property
    def slug(self) -> str:
        """Of the room that was made last."""
        return self.tab.url.rstrip("/").rpartition("/")[2]


class RoomSettings(PlainPage):
    """/chat/<slug>/settings/"""

    def rename(self, name: str) -> None:
        self.tab.get_by_label("Name", exact=True).fill(name)
        self.tab.get_by_role("button", name="Rename").click()
        self._expect("Saved.")

    def add(self, username: str) -> None:
        self.tab.get_by_label("Person").select_option(username)
        self.tab.get_by_role("button", name="Add to the room").click()
        self._expect("Saved.")

    def remove(self, name: str) -> None:
        self.tab.get_by_role("button", name=f"Remove {name}").click()
        self._expect("Saved.")

    def delete(self) -> None:
        self.tab.get_by_role("link", name="Delete room").click()
        self.tab.get_by_role("button", name="Delete room").click()
        self._expect("was deleted")

    def _expect(self, said: str) -> None:
        expect(self.tab.get_by_text(said)).to_be_visible()
