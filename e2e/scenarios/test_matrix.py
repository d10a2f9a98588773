"""Every page, for every role, in both themes, on a desk and on the smallest screen.

What is built alike for two roles is looked at once: the markup is fetched first, and a browser sees what is new.
"""

import re

import pytest
from playwright.sync_api import Page

from e2e.access import expect_no_sideways_scrolling, expect_no_violation
from e2e.site_map import PAGES

ROLES = {"stranger": "", "member": "grace", "editor": "ada", "administrator": "admin"}
FEATURES = sorted({name.partition(":")[0] for name in PAGES})
NARROW, WIDE = {"width": 320, "height": 640}, {"width": 1280, "height": 800}
COLOURS = {"runOnly": ["color-contrast"]}  # the one rule that asks for the theme
BUILT = re.compile(r'<(\w+)|\bclass="([^"]*)"|\brole="([^"]*)"|\btype="([^"]*)"')


@pytest.fixture(scope="module")
def known() -> set[tuple]:
    """How the pages are built that were looked at."""
    return set()


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("feature", FEATURES)
def test_everybody_can_use_every_page(here, person, visitor, stranger, watch, known, feature, role):
    fetched = visitor(ROLES[role]) if ROLES[role] else stranger
    new = [path for path in _pages_of(feature) if _is_new(fetched.get(path).text, known)]
    if new:
        for status in (403, 404):
            watch.expect(f"status of {status}")
        tab = person(ROLES[role], reduced_motion="reduce").context.new_page()
        wrong = [what for path in new for what in _looked_at(tab, here.url + path)]
        assert not wrong, "\n".join(wrong)
    assert "Internal Server Error" not in watch.server
    watch.forgive()  # who may not, is refused: that is logged


def _pages_of(feature: str) -> list[str]:
    return [path for name, paths in PAGES.items() if name.partition(":")[0] == feature for path in paths]


def _is_new(page: str, known: set[tuple]) -> bool:
    built = tuple(BUILT.findall(page.partition("<body")[2]))
    is_new = built not in known
    known.add(built)
    return is_new


def _looked_at(tab: Page, address: str) -> list[str]:
    """What is wrong with a page: all rules on the smallest screen, colours again in the other theme on a desk."""
    tab.emulate_media(color_scheme="light")
    tab.set_viewport_size(NARROW)
    tab.goto(address)
    wrong = [*_complaint(expect_no_sideways_scrolling, tab), *_complaint(expect_no_violation, tab)]
    tab.set_viewport_size(WIDE)
    tab.emulate_media(color_scheme="dark")
    return [*wrong, *_complaint(expect_no_sideways_scrolling, tab), *_complaint(expect_no_violation, tab, **COLOURS)]


def _complaint(expectation, tab: Page, **options) -> list[str]:
    try:
        expectation(tab, **options)
    except AssertionError as complaint:
        return [str(complaint)]
    return []
