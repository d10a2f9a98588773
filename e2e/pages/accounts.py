"""Pages of people: coming in, and who they are."""

from playwright.sync_api import Locator, expect

from e2e.pages.live_page import PlainPage


class SignIn(PlainPage):
    path = "/accounts/login/"

    @property
    def username(self) -> Locator:
        return self.tab.get_by_label("Username")

    def sign_in(self, username: str, password: str = "demo-password") -> None:
        self._say_who(username, password)
        self.tab.get_by_role("button", name="Sign in").click()

    def _say_who(self, username: str, password: str) -> None:
        self.username.fill(username)
        self.tab.get_by_label("Password").fill(password)


class SignUp(SignIn):
    path = "/accounts/signup/"

    def sign_up(self, username: str, password: str) -> None:
        self._say_who(username, password)
        self.tab.get_by_role("button", name="Sign up").click()
        expect(self.title).to_contain_text(f"Hello, {username}")


class FirstRun(PlainPage):
    path = "/first-run/"

    def found(self, site: str, room: str, username: str, password: str) -> None:
        self.tab.get_by_label("Name of the site").fill(site)
        self.tab.get_by_label("First room").fill(room)
        self.tab.get_by_label("Username").fill(username)
        self.tab.get_by_label("Password").fill(password)
        self.tab.get_by_role("button", name="Set up the site").click()


class Password(PlainPage):
    path = "/accounts/password/"

    def change(self, old: str, new: str) -> None:
        self.tab.get_by_label("Old password").fill(old)
        self.tab.get_by_label("New password", exact=True).fill(new)
        self.tab.get_by_label("New password confirmation").fill(new)
        self.tab.get_by_role("button", name="Change password").click()
        expect(self.tab.get_by_role("status")).to_contain_text("Your password is changed.")


class AdminPage(PlainPage):
    """Somewhere in the admin."""

    def deactivate(self, username: str) -> None:
        self.tab.get_by_role("link", name=username, exact=True).click()
        self.tab.get_by_label("Active").uncheck()
        self.tab.get_by_role("button", name="Save", exact=True).click()
        expect(self.tab.get_by_text("was changed successfully")).to_be_visible()


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

    def give_picture(self, name: str, content: bytes) -> None:
        self.tab.get_by_label("Picture", exact=True).set_input_files(
            {"name": name, "mimeType": "image/png", "buffer": content}
        )
        self.save()

    def remove_picture(self) -> None:
        self.tab.get_by_label("Remove picture").check()
        self.save()

    def save(self) -> None:
        self.tab.get_by_role("button", name="Save").click()
        expect(self.tab.get_by_role("status")).to_contain_text("Your profile is saved.")

    @property
    def theme(self) -> str:
        """Which one the page asks for."""
        return self.tab.locator("html").get_attribute("data-theme")

    @property
    def color_scheme(self) -> str:
        """Which one the browser shows."""
        return self.tab.evaluate("getComputedStyle(document.documentElement).colorScheme")


class Somebody(PlainPage):
    """/people/<username>/, as an administrator sees it."""

    def ban(self) -> None:
        self.tab.get_by_text("Ban this person").click()
        self.tab.get_by_role("button", name="Ban", exact=True).click()
        expect(self.tab.get_by_role("button", name="Lift the ban")).to_be_visible()

    def lift_ban(self) -> None:
        self.tab.get_by_role("button", name="Lift the ban").click()
        expect(self.tab.get_by_text("is not banned any more")).to_be_visible()


class SiteSettings(PlainPage):
    path = "/settings/"

    def rename(self, name: str) -> None:
        self.tab.get_by_label("Name of the site").fill(name)
        self.save()

    def choose(self, who: str) -> None:
        """Who may sign up."""
        self.tab.get_by_label(who).check()
        self.save()

    def save(self) -> None:
        self.tab.get_by_role("button", name="Save").click()
        expect(self.tab.get_by_role("status")).to_contain_text("Saved.")

    def new_link(self) -> str:
        """Its path."""
        self.tab.get_by_role("button", name="link").click()
        expect(self.tab.get_by_role("status")).to_contain_text("There is a new join link.")
        return self.tab.get_by_test_id("join-link").inner_text().removeprefix(self.origin)
