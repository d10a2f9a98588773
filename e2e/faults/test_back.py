"""Away and Back: the browser keeps the page and its script, not its connection."""

import time

import pytest
from playwright.sync_api import expect

from tests.faults.figures import seconds
from tests.servers import chromium
from tests.support.sizes import two_sizes


@pytest.fixture
def remembering_browser(launch_browser):
    """It keeps pages for the Back button, which a headless shell cannot, and Playwright forbids."""
    browser = launch_browser(**chromium.whole(), ignore_default_args=["--disable-back-forward-cache"])
    yield browser
    browser.close()


@pytest.fixture
def ada(remembering_browser, person):
    return person("ada", context=remembering_browser.new_context())


@two_sizes("times", small=1, full=10)
def test_away_and_back(ada, grace, room, measured, times):
    """B6"""
    hers, graces = ada.room(room), grace.room(room)
    graces.post("Before")
    expect(hers.message("Before").body).to_be_visible()
    hers.write("Half a sen")
    hers.mark()
    took = [away_and_back(hers, graces, f"While she was away {number}") for number in range(times)]
    hers.expect_live()
    hers.expect_never_reloaded()
    hers.composer.press("End")
    hers.write("tence")
    expect(hers.composer).to_have_value("Half a sentence")
    hers.expect_same_after_reload()
    measured("B6", times=times, live_within=seconds(max(took)))


def away_and_back(hers, graces, said: str) -> float:
    """Seconds until what was said meanwhile is there."""
    hers.link_to("lobby").click()
    expect(hers.title).to_have_text("Lobby")
    graces.post(said)
    began = time.monotonic()
    hers.tab.go_back(wait_until="commit")
    expect(hers.message(said).body).to_be_visible()
    return time.monotonic() - began
