"""Whether everybody can use a page: axe-core's rules in both themes, and a narrow window."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

WIDER_THAN_SHOWN = """
[...document.querySelectorAll("html, #log-box")]
  .filter(box => box.scrollWidth > box.clientWidth).map(box => box.id || "the page")
"""


def expect_accessible(tab: Page) -> None:
    """No violation of axe-core's rules, WCAG 2.2 AA among them."""
    for theme in ("light", "dark"):
        tab.emulate_media(color_scheme=theme, reduced_motion="reduce")
        results = Axe().run(tab)
        assert not results.violations_count, f"{tab.url}, {theme}:\n{results.generate_report()}"


def expect_no_sideways_scrolling(tab: Page) -> None:
    assert not tab.evaluate(WIDER_THAN_SHOWN), tab.url
