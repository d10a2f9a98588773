"""Everybody can use every page: with a screen reader, in either theme, on the smallest screen."""

import pytest

from e2e.access import expect_accessible, expect_no_sideways_scrolling
from e2e.pages import PlainPage

FOR_STRANGERS = ["/", "/accounts/login/", "/accounts/signup/", "/nowhere/", "/echo/"]
FOR_MEMBERS = [
    "/",
    "/chat/",
    "/chat/lobby/",
    "/accounts/profile/",
    "/accounts/password/",
    "/people/grace/",
    "/nowhere/",
    "/echo/",
]
FOR_MANAGERS = ["/chat/lobby/settings/", "/chat/board/settings/", "/chat/lobby/settings/delete/"]
PAGES = (
    [("", path) for path in FOR_STRANGERS]
    + [("grace", path) for path in FOR_MEMBERS]
    + [("admin", path) for path in FOR_MANAGERS]
)
LONG = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft" * 40


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("who", "path"), PAGES)
def test_a_page_is_accessible(person, watch, who, path, theme):
    watch.expect("status of 404")
    expect_accessible(person(who, color_scheme=theme).open(PlainPage, path).tab)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_message_is_accessible_while_it_is_changed(ada, person, room, theme):
    hers = person("ada", color_scheme=theme).room(room)
    hers.post("First")
    hers.message("First").edit_button.click()
    hers.editor.wait_for()
    expect_accessible(hers.tab)
    hers.message("First").delete_button.click()
    hers.question.wait_for()
    expect_accessible(hers.tab)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_link_to_a_message_is_accessible(person, theme):
    archive = person("ada", color_scheme=theme).room("archive")
    archive.messages.last.locator(".message__time").click()
    archive.expect_live()
    expect_accessible(archive.tab)


@pytest.mark.parametrize(("who", "path"), PAGES)
def test_a_page_fits_into_320_pixels(person, watch, who, path):
    watch.expect("status of 404")
    expect_no_sideways_scrolling(person(who, viewport={"width": 320, "height": 640}).open(PlainPage, path).tab)


def test_long_words_fit_into_320_pixels(person, new_room):
    room = new_room(LONG[:60])
    hers = person("ada", viewport={"width": 320, "height": 640}).room(room)
    hers.post(LONG)
    hers.post(f"`{LONG}`")
    expect_no_sideways_scrolling(hers.tab)
    hers.expect_same_after_reload()
