"""Every fragment in every state: what a screen reader hears is as it was, and nothing is in anybody's way."""

import os
from difflib import unified_diff
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page

from e2e.access import expect_no_sideways_scrolling, expect_no_violation
from e2e.pages import PlainPage
from live.workshop.gallery import exhibits

SNAPSHOTS = Path(__file__).resolve().parents[1] / "snapshots"
SEVERAL_STATES = {"landmark-unique": {"enabled": False}}  # of the same fragment; pages are looked at by test_matrix.py


@pytest.mark.parametrize("app", sorted({exhibit.app for exhibit in exhibits()}))
def test_every_fragment_can_be_used_and_says_what_it_said(admin, output_path, app):
    sheet = admin.open(PlainPage, f"/gallery/sheet/{app}/").tab
    _expect_as_stored(app, _heard(sheet))
    for theme, rules in ("light", {"rules": SEVERAL_STATES}), ("dark", {"runOnly": ["color-contrast"]}):
        sheet.emulate_media(color_scheme=theme, reduced_motion="reduce")
        sheet.screenshot(path=Path(output_path) / f"gallery-{app}-{theme}.png", full_page=True)
        expect_no_violation(sheet, **rules)
    sheet.set_viewport_size({"width": 320, "height": 640})
    expect_no_sideways_scrolling(sheet)


def _heard(sheet: Page) -> str:
    """The roles, names and texts of each specimen (Playwright's aria snapshots)."""
    return "\n".join(map(_of_specimen, sheet.get_by_test_id("specimen").all()))


def _of_specimen(specimen: Locator) -> str:
    template, state = (specimen.get_attribute(f"data-{what}") for what in ("template", "state"))
    return f"# {template}, {state}\n{specimen.aria_snapshot()}\n"


def _expect_as_stored(app: str, heard: str) -> None:
    """`SNAPSHOTS=write` stores what is heard now."""
    file = SNAPSHOTS / f"{app}.yaml"
    if os.environ.get("SNAPSHOTS") == "write":
        SNAPSHOTS.mkdir(exist_ok=True)
        file.write_text(heard)
    stored = file.read_text() if file.exists() else ""
    difference = "\n".join(unified_diff(stored.splitlines(), heard.splitlines(), "stored", "now", lineterm=""))
    assert not difference, f"{difference}\nIf it should be so: SNAPSHOTS=write make e2e ARGS='-k gallery'"
