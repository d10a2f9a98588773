"""Away and Back: the browser keeps the page and its script, not its connection."""

import pytest
from playwright.sync_api import expect


@pytest.fixture
def remembering_browser(launch_browser):
    """It keeps pages for the Back button, which Playwright's usual one does not."""
    browser = launch_browser(ignore_default_args=["--disable-back-forward-cache"])
    yield browser
    browser.close()


@pytest.fixture
def ada(remembering_browser, person):
    return person("ada", context=remembering_browser.new_context())


def test_away_and_back(ada, grace, room):
    """B6"""
    hers, graces = ada.room(room), grace.room(room)
    graces.post("Before")
    expect(hers.message("Before").body).to_be_visible()
    hers.write("Half a sen")
    hers.mark()
    hers.link_to("lobby").click()
    expect(hers.title).to_have_text("Lobby")
    graces.post("While she was away")
    hers.tab.go_back(wait_until="commit")
    expect(hers.message("While she was away").body).to_be_visible(timeout=2_000)
    hers.expect_live()
    hers.expect_never_reloaded()
    hers.composer.press("End")
    hers.write("tence")
    expect(hers.composer).to_have_value("Half a sentence")
    hers.expect_same_after_reload()
