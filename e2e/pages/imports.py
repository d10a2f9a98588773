"""Bringing a file into a calendar, and what has become of it."""

from playwright.sync_api import Locator, expect

from e2e.pages.live_page import LivePage


class Import(LivePage):
    """/calendar/import/; afterwards the page of the import."""

    path = "/calendar/import/"

    def bring(self, name: str, text: str, calendar: str) -> None:
        self.tab.get_by_label("File", exact=True).set_input_files(
            [{"name": name, "mimeType": "text/calendar", "buffer": text.encode()}]
        )
        self.tab.get_by_label("Calendar", exact=True).select_option(label=calendar)
        self.tab.get_by_role("button", name="Import", exact=True).click()
        expect(self.title).to_have_text(f"Import of {name}")
        self.path = self.tab.url.removeprefix(self.origin)

    @property
    def state(self) -> Locator:
        return self.tab.get_by_test_id("import")

    @property
    def progress(self) -> Locator:
        return self.tab.get_by_role("progressbar")

    def expect_done(self) -> None:
        expect(self.state).to_have_attribute("data-state", "done", timeout=60_000)
