"""Pages of people: coming in, and who they are."""

from playwright.sync_api import Locator

from e2e.pages.live_page import LivePage


class PlainPage(LivePage):
    """A page without a socket."""

    def expect_live(self):
        return self


class SignIn(PlainPage):
    path = "/accounts/login/"

    def sign_in(self, username: str, password: str = "demo-password") -> None:
        self.tab.get_by_label("Username").fill(username)
        self.tab.get_by_label("Password").fill(password)
        self.tab.get_by_role("button", name="Sign in").click()


class FirstRun(PlainPage):
    path = "/first-run/"

    def found(self, site: str, room: str, username: str, password: str) -> None:
        self.tab.get_by_label("Name of the site").fill(site)
        self.tab.get_by_label("First room").fill(room)
        self.tab.get_by_label("Username").fill(username)
        self.tab.get_by_label("Password").fill(password)
        self.tab.get_by_role("button", name="Set up the site").click()


class Profile(PlainPage):
    path = "/accounts/profile/"

    def choose_zone(self, name: str) -> None:
        self.tab.get_by_label("Time zone").select_option(name)
        self.save()

    def choose_theme(self, name: str) -> None:
        self.tab.get_by_label(name).check()
        self.save()

    def rename(self, name: str) -> None:
        self.tab.get_by_label("Display name").fill(name)
        self.save()

    def save(self) -> None:
        self.tab.get_by_role("button", name="Save").click()

    @property
    def theme(self) -> str:
        """As the page is shown."""
        return self.tab.locator("html").get_attribute("data-theme")

    @property
    def saved(self) -> Locator:
        return self.tab.get_by_role("status")
