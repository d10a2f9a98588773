"""Every page, for every role, in both themes, on a desk and on the smallest screen."""

import pytest
from playwright.sync_api import Page

from e2e.access import expect_no_sideways_scrolling, expect_no_violation
from e2e.site_map import PAGES

SIZES = [{"width": 320, "height": 640}, {"width": 1280, "height": 800}]
RULES = {"light": {}, "dark": {"runOnly": ["color-contrast"]}}  # of the rules only that one asks for colours
STRUCTURE = """
() => [...document.querySelectorAll("body, body *")].map(element => [element.tagName, element.className.baseVal ??
  element.className, element.getAttribute("role"), element.getAttribute("data-theme")].join()).join()
"""


@pytest.fixture(scope="module")
def known() -> set[str]:
    """The structures of pages that were looked at: that of a member is often that of an editor, too."""
    return set()


@pytest.mark.parametrize("who", ["", "grace", "ada", "admin"], ids=["stranger", "member", "editor", "administrator"])
def test_everybody_can_use_every_page(person, watch, known, who):
    for status in (403, 404):
        watch.expect(f"status of {status}")
    tab = person(who, reduced_motion="reduce").context.new_page()
    for path in [path for paths in PAGES.values() for path in paths]:
        tab.goto(watch.site.url + path)
        structure = tab.evaluate(STRUCTURE)
        if structure not in known:
            known.add(structure)
            _look_at(tab)
    assert "Internal Server Error" not in watch.server
    watch.forgive()  # who may not, is refused: that is logged


def _look_at(tab: Page) -> None:
    for size in SIZES:
        tab.set_viewport_size(size)
        expect_no_sideways_scrolling(tab)
        for theme, rules in RULES.items():
            tab.emulate_media(color_scheme=theme)
            expect_no_violation(tab, **rules)
