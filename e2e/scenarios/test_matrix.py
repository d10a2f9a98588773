"""Every page, for every role, in both themes, on a desk and on the smallest screen.

What is built alike for two roles is looked at once: the markup is fetched first, and a browser sees what is new. With
every run of the tests that is done for strangers and an administrator, with axe-core's rules on the smallest screen;
for all, and with the colours of the other theme, by `make faults`.
"""

import re

import pytest
from playwright.sync_api import Page

from e2e.access import expect_no_sideways_scrolling, expect_no_violation
from e2e.site_map import PAGES

ROLES = {"stranger": "", "member": "grace", "editor": "ada", "administrator": "admin"}
ALWAYS = ["stranger", "administrator"]
SIZES = [
    *(pytest.param(role, False, id=f"{role}-small") for role in ALWAYS),
    *(pytest.param(role, True, id=f"{role}-full", marks=pytest.mark.faults) for role in ROLES),
]
FEATURES = sorted({name.partition(":")[0] for name in PAGES})
NARROW, WIDE = {"width": 320, "height": 640}, {"width": 1280, "height": 800}
COLOURS = {"runOnly": ["color-contrast"]}  # the one rule that asks for the theme
BUILT = re.compile(r'<(\w+)|\bclass="([^"]*)"|\brole="([^"]*)"|\btype="([^"]*)"')


@pytest.fixture(scope="module")
def known() -> set[tuple]:
    """How the pages are built that were looked at."""
    return set()


@pytest.mark.parametrize(("role", "in_full"), SIZES)
@pytest.mark.parametrize("feature", FEATURES)
def test_everybody_can_use_every_page(here, person, visitor, stranger, watch, known, feature, role, in_full):
    fetched = visitor(ROLES[role]) if ROLES[role] else stranger
    new = [path for path in _pages_of(feature) if _is_new(fetched.get(path).text, known)]
    if new:
        for status in (403, 404):
            watch.expect(f"status of {status}")
        tab = person(ROLES[role], reduced_motion="reduce").context.new_page()
        wrong = [what for path in new for what in _looked_at(tab, here.url + path, in_full)]
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


def _looked_at(tab: Page, address: str, in_full: bool) -> list[str]:
    """What is wrong with a page: all rules on the smallest screen, colours again in the other theme on a desk."""
    tab.emulate_media(color_scheme="light")
    tab.set_viewport_size(NARROW)
    tab.goto(address)
    wrong = [*_complaint(expect_no_sideways_scrolling, tab), *_complaint(expect_no_violation, tab)]
    tab.set_viewport_size(WIDE)
    wrong += _complaint(expect_no_sideways_scrolling, tab)
    if in_full:
        tab.emulate_media(color_scheme="dark")
        wrong += _complaint(expect_no_violation, tab, **COLOURS)
    return wrong


def _complaint(expectation, tab: Page, **options) -> list[str]:
    try:
        expectation(tab, **options)
    except AssertionError as complaint:
        return [str(complaint)]
    return []
