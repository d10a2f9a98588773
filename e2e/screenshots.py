"""Pictures of pages for the documents: `python -m e2e.screenshots` writes docs/screenshots/."""

from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import mkdtemp

from playwright.sync_api import Browser, expect, sync_playwright

from e2e.pages import FirstRun, Home, LivePage, Person, PlainPage, Room, SignIn
from tests.servers import browsers, chromium
from tests.support.fixtures import running
from tests.support.site import ROOT, RunningSite, site_with_demo_data
from tests.support.visitors import Visitor

FOLDER = ROOT / "docs" / "screenshots"
IN_GERMAN = "from live.accounts.models import User; User.objects.quietly().update(language='de')"
SIZES = {1280: 800, 380: 760}  # pixels
Opened = Callable[[Person], LivePage]


def main() -> None:
    FOLDER.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium.find().path, args=browsers.ARGUMENTS)
        for site in running(site_with_demo_data()):
            with_company(browser, Visitor(site.url, "linus"))
            pages = {"home": lambda grace: grace.open(Home), "room": room, "right-to-left": room_from_right_to_left}
            take_all(browser, Visitor(site.url, "grace"), pages | {"month": month, "blog": blog})
            take_all(browser, Visitor(site.url, "admin"), {"gallery": fragment})
            take_all(
                browser, Visitor(site.url), {"sign-in": lambda stranger: stranger.open(SignIn), "not-found": nowhere}
            )
            site.python(IN_GERMAN)
            take_all(browser, Visitor(site.url, "grace"), {"german": month})
        for site in running(empty_site()):
            take_all(browser, Visitor(site.url), {"first-run": lambda stranger: stranger.open(FirstRun)})
        for site in running(site_with_demo_data(THEME="harbour")):
            with_company(browser, Visitor(site.url, "linus"))
            take_all(browser, Visitor(site.url, "grace"), {"harbour": room})
        browser.close()


def with_company(browser: Browser, linus: Visitor) -> None:
    """linus is in the room, and has said something in another."""
    linus.post("/chat/archive/messages/", body="Who keeps these notes?", nonce="for the picture")
    context = browser.new_context()
    context.add_cookies(linus.cookies_for_browser())
    Person(context, linus.url, linus.name).room("design")


def room(grace: Person) -> Room:
    design = grace.room("design")
    design.expect_people("grace", "linus")
    return design


def month(grace: Person) -> PlainPage:
    return live(grace.visit("/calendar/2026/11/"))


def blog(grace: Person) -> PlainPage:
    return live(grace.visit("/blog/launch-day/"))


def live(page: PlainPage) -> PlainPage:
    expect(page.tab.locator("#live-state[data-live]")).to_be_attached()
    return page


def room_from_right_to_left(grace: Person) -> Room:
    """As in a language that is written so."""
    design = room(grace)
    design.tab.evaluate("document.documentElement.dir = 'rtl'")
    return design


def fragment(admin: Person) -> PlainPage:
    """A message in the gallery, once its frames are there."""
    page = admin.visit("/gallery/chat/message.html/item/")
    page.tab.wait_for_load_state("networkidle")
    return page


def sign_in(stranger: Person) -> SignIn:
    return stranger.open(SignIn)


def nowhere(stranger: Person) -> PlainPage:
    return stranger.visit("/nowhere/")


def take_all(browser: Browser, visitor: Visitor, pages: dict[str, Opened]) -> None:
    for width, theme, person in at_every_browser(browser, visitor):
        for name, opened in pages.items():
            opened(person).tab.screenshot(path=FOLDER / f"{name}-{width}-{theme}.png")
        person.context.close()


def at_every_browser(browser: Browser, visitor: Visitor) -> Iterator[tuple[int, str, Person]]:
    """The same person at browsers of both sizes and themes."""
    for width, height in SIZES.items():
        for theme in ("light", "dark"):
            context = browser.new_context(
                viewport={"width": width, "height": height},
                color_scheme=theme,
                reduced_motion="reduce",
                has_touch=width < 760,
                is_mobile=width < 760,
            )
            context.add_cookies(visitor.cookies_for_browser())
            yield width, theme, Person(context, visitor.url, visitor.name)


def empty_site() -> RunningSite:
    site = RunningSite(Path(mkdtemp(prefix="townhall-empty-")), DEMO="0")
    site.manage("prepare")
    return site


if __name__ == "__main__":
    main()
