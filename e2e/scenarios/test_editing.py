"""A designer at work: what is saved in development shows on the pages that are open."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.support.site import project_in, site_with_demo_data

BODY = 'class="message__body prose"'
NAME = '<span class="site-bar__name only-wide">{{ site.name }}</span>'


@pytest.fixture
def project(tmp_path) -> Path:
    return project_in(tmp_path / "project")


@pytest.fixture
def own_site(project):
    """The development server, of a copy of the project."""
    site = site_with_demo_data(DEBUG="1")
    site.root, site.command = project, ("runserver",)
    yield site.start()
    site.stop()


@pytest.fixture
def save(project):
    """`save("templates/…", was, becomes)`, as an editor does."""

    def save(path: str, was: str, becomes: str) -> None:
        text = (project / path).read_text()
        assert was in text
        (project / path).write_text(text.replace(was, becomes))

    return save


def test_what_a_designer_saves_shows_on_open_pages(own_site, save, ada, grace):
    pages = [ada.room("lobby"), grace.room("archive")]
    sockets = [page.socket for page in pages]
    for page in pages:
        page.mark()
        page.write("Half a thou")
    pages[1].scroll(-800)
    at = pages[1].tab.locator("#log-box").evaluate("box => box.scrollTop")

    save("templates/chat/message.html", BODY, BODY + ' lang="x-new"')
    for page in pages:
        expect(page.bodies.last).to_have_attribute("lang", "x-new")
    save("templates/chat/message.html", 'lang="x-new"', "{% nonsense %}")
    for page in pages:
        expect(page.tab.locator("#dev-error")).to_contain_text("templates/chat/message.html:")
        expect(page.tab.locator("#dev-error")).to_contain_text("nonsense")
        expect(page.bodies.last).to_have_attribute("lang", "x-new")
        page.composer.click()
    save("templates/base.html", NAME, NAME + "<b>edited</b>")
    save("templates/chat/message.html", "{% nonsense %}", 'lang="x-newer"')
    save("static/css/features/message.css", ".message {", ".message {\n    outline: 3px solid;")
    for page in pages:
        expect(page.bodies.last).to_have_attribute("lang", "x-newer")
        expect(page.tab.locator("#dev-error")).to_be_empty()
        expect(page.tab.locator("#site-bar b")).to_have_text("edited")
        expect(page.messages.last).to_have_css("outline-width", "3px")
        expect(page.composer).to_have_value("Half a thou")
        expect(page.composer).to_be_focused()
        page.expect_live()
        page.expect_never_reloaded()
    assert [page.socket for page in pages] == sockets
    assert pages[1].tab.locator("#log-box").evaluate("box => box.scrollTop") == at
    pages[0].composer.clear()
    pages[0].post("And on it goes")
    pages[0].expect_same_after_reload()


def test_a_page_says_what_is_wrong_with_a_template_and_comes_when_it_is_mended(own_site, save, ada, watch):
    watch.expect("status of 500")
    hers = ada.room("lobby")
    save("templates/chat/message.html", BODY, BODY + '{% include "nowhere.html" %}')
    error = hers.tab.locator("#dev-error")
    expect(error).to_contain_text(re.compile(r"templates/chat/message.html:\d+: nowhere.html"))
    hers.expect_live()
    hers.tab.reload()
    expect(error).to_contain_text("templates/chat/message.html")
    save("templates/chat/message.html", '{% include "nowhere.html" %}', "")
    expect(hers.composer).to_be_visible(timeout=20_000)
    watch.forgive()


def test_a_saved_python_file_starts_the_server_again_and_pages_come_back(own_site, save, ada):
    hers = ada.room("lobby")
    hers.write("Half a thou")
    save("live/chat/services.py", '"""What people do', '"""All that people do')
    hers.expect_away()
    expect(hers.tab.locator("#live-state[data-live]")).to_be_attached(timeout=60_000)
    expect(hers.composer).to_have_value("Half a thou")
