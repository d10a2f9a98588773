"""Whether everybody can use a page: axe-core's rules, and a narrow window."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page


def expect_accessible(tab: Page) -> None:
    """No violation of axe-core's rules (WCAG 2.2 A and AA, best practices)."""
    results = Axe().run(tab)
    assert not results.violations_count, results.generate_report()


def expect_no_sideways_scrolling(tab: Page) -> None:
    wide = tab.evaluate("document.documentElement.scrollWidth"), tab.evaluate("document.documentElement.clientWidth")
    assert wide[0] <= wide[1], f"{tab.url} is {wide[0]} px wide in a window of {wide[1]}"
