"""An event's page and its form."""

from playwright.sync_api import Locator, Page, expect

from e2e.pages.live_page import LivePage

LABELS = {
    "title": "Title",
    "starts": "Starts",
    "ends": "Ends",
    "place": "Place",
    "times": "Times",
    "capacity": "Capacity",
}


class EventForm:
    """On a page of its own, or in a dialog."""

    def __init__(self, tab: Page):
        self.tab = tab

    def field(self, label: str) -> Locator:
        return self.tab.get_by_label(label, exact=True)

    def fill(self, repeat: str = "", scope: str = "", all_day: bool = False, **fields: str) -> None:
        for name, value in fields.items():
            self.field(LABELS[name]).fill(value)
        if repeat:
            self.field("Repeat").select_option(label=repeat)
        if all_day:
            self.field("All day").check()
        if scope:
            self.field(scope).check()

    def save(self) -> None:
        self.tab.get_by_role("button", name="Save").click()


class EventPage(LivePage):
    """/calendar/events/<number>/"""

    def edit(self, **fields: str) -> None:
        """In the dialog over the page, or on a page of its own."""
        self.start_editing().fill(**fields)
        EventForm(self.tab).save()
        expect(self.tab.get_by_role("button", name="Save")).to_have_count(0)

    def start_editing(self) -> EventForm:
        self.tab.get_by_role("link", name="Edit event").click()
        return EventForm(self.tab)

    def delete(self, scope: str = "") -> None:
        self.tab.get_by_role("button", name="Delete event").click()
        if scope:
            self.tab.get_by_label(scope, exact=True).check()
        self.tab.get_by_role("button", name="Delete", exact=True).click()

    def answer(self, answer: str, note: str = "") -> None:
        self.tab.get_by_label("Note").fill(note)
        self.tab.get_by_role("button", name=answer, exact=True).click()

    def expect_answer(self, username: str, answer: str) -> None:
        there = self.tab.get_by_test_id("attendance").locator(f'li[data-user="{username}"]')
        expect(there).to_have_attribute("data-answer", answer)
