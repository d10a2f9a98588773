"""A month of the calendar."""

from playwright.sync_api import Locator, expect

from e2e.pages.event import EventForm
from e2e.pages.live_page import LivePage


class Month(LivePage):
    """/calendar/<year>/<month>/"""

    def day(self, day: str) -> Locator:
        return self.tab.locator(f"#day-{day}")

    def chips(self, title: str) -> Locator:
        return self.tab.get_by_test_id("event").filter(has_text=title)

    def chip(self, title: str, day: str) -> Locator:
        return self.day(day).get_by_test_id("event").filter(has_text=title)

    def expect_on(self, title: str, *days: str) -> None:
        """On these days of the month, and on no other."""
        expect(self.chips(title)).to_have_count(len(days))
        for day in days:
            expect(self.chip(title, day)).to_have_count(1)

    def expect_at(self, title: str, day: str, time: str) -> None:
        expect(self.chip(title, day)).to_contain_text(time)

    def new_event(self, **fields) -> None:
        """In the dialog over the month."""
        self.tab.get_by_role("link", name="New event").click()
        form = EventForm(self.tab)
        expect(form.field("Title")).to_be_focused()
        form.fill(**fields)
        form.save()
        expect(self.tab.get_by_role("dialog")).to_have_count(0)

    def drag(self, title: str, start: str, end: str) -> None:
        with self.expect_action("drop"):
            self.chip(title, start).drag_to(self.day(end))

    def tell_no_frame_of(self) -> None:
        """From here on nothing of a calendar may come."""
        self.known = len(self.frames)

    def expect_no_frame(self) -> None:
        frames = self.frames[self.known :]
        assert not [frame for frame in frames if "calendar-calendar" in frame or "data-event" in frame]
