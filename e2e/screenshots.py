"""Pictures of pages for the documents: `python -m e2e.screenshots` writes docs/screenshots/."""

from collections.abc import Iterator
from pathlib import Path
from tempfile import mkdtemp

from playwright.sync_api import Browser, sync_playwright

from e2e.pages import FirstRun, Home, LivePage, Person, PlainPage, Room, SignIn
from tests.servers import browsers, chromium
from tests.support.fixtures import running
from tests.support.site import ROOT, RunningSite, site_with_demo_data
from tests.support.visitors import Visitor

FOLDER = ROOT / "docs" / "screenshots"
SIZES = {1280: 800, 380: 760}  # pixels
THEMES = ("light", "dark")


def main() -> None:
    FOLDER.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium.find().path, args=browsers.ARGUMENTS)
        for site in running(site_with_demo_data()):
            take_all(browser, site, "grace", {"home": (Home, ""), "room": (Room, "/chat/lobby/")})
            take_all(browser, site, "", {"sign-in": (SignIn, ""), "not-found": (PlainPage, "/nowhere/")})
        for site in running(empty_site()):
            take_all(browser, site, "", {"first-run": (FirstRun, "")})
        browser.close()


def take_all(browser: Browser, site: RunningSite, who: str, pages: dict[str, tuple[type[LivePage], str]]) -> None:
    visitor = Visitor(site.url, who)
    for width, theme, person in people(browser, site, visitor):
        for name, (kind, path) in pages.items():
            page = person.open(kind, path)
            page.tab.screenshot(path=FOLDER / f"{name}-{width}-{theme}.png")
        person.context.close()


def people(browser: Browser, site: RunningSite, visitor: Visitor) -> Iterator[tuple[int, str, Person]]:
    """The same person at browsers of every size and theme."""
    for width, height in SIZES.items():
        for theme in THEMES:
            context = browser.new_context(
                viewport={"width": width, "height": height},
                color_scheme=theme,
                reduced_motion="reduce",
                has_touch=width < 760,
                is_mobile=width < 760,
            )
            context.add_cookies(visitor.cookies_for_browser())
            yield width, theme, Person(context, site.url, visitor.name)


def empty_site() -> RunningSite:
    site = RunningSite(Path(mkdtemp(prefix="townhall-empty-")), DEMO="0")
    site.manage("prepare")
    return site


if __name__ == "__main__":
    main()
