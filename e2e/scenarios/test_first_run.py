"""A new site, with nobody in it."""

from pathlib import Path
from tempfile import mkdtemp

import pytest
from playwright.sync_api import expect

from e2e.access import expect_accessible, expect_no_sideways_scrolling
from e2e.pages import FirstRun, Home
from tests.support.fixtures import running
from tests.support.site import RunningSite

pytestmark = pytest.mark.usefixtures("own_site")


@pytest.fixture
def own_site():
    """An empty one."""
    site = RunningSite(Path(mkdtemp(prefix="townhall-empty-")), DEMO="0")
    site.manage("prepare")
    yield from running(site)


def test_the_first_visitor_founds_the_site(person):
    founder = person()
    for path in ("/", "/chat/lobby/", "/accounts/login/"):
        expect(founder.visit(path).title).to_have_text("Set up your site")
    page = founder.open(FirstRun, "/chat/")
    page.found("Village hall", "Common room", "ada", "a long passphrase")
    expect(page.tab).to_have_title("Home · Village hall")
    common = founder.room("common-room")
    common.post("Hello, is anybody here?")
    common.expect_same_after_reload()
    assert founder.visit("/first-run/").tab.url == f"{founder.origin}/"
    expect(person().visit("/").title).to_have_text("Village hall")
    founder.open(Home).expect_same_after_reload()


def test_what_is_wrong_is_said_and_nothing_is_founded(person):
    page = person().open(FirstRun)
    page.found("Village hall", "Common room", "ada", "123")
    expect(page.tab.get_by_role("alert").first).to_be_visible()
    expect(page.tab.get_by_label("Name of the site")).to_have_value("Village hall")


def test_everybody_can_use_it(person):
    page = person(viewport={"width": 320, "height": 640}).open(FirstRun)
    expect_accessible(page.tab)
    expect_no_sideways_scrolling(page.tab)
