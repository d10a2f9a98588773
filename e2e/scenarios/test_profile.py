"""What people say about themselves, and what follows from it."""

import pytest
from playwright.sync_api import expect

from e2e.pages import Profile, SignUp


@pytest.fixture
def newcomer(person):
    """Somebody whose profile may be changed."""

    def signed_up(username: str):
        somebody = person()
        somebody.open(SignUp).sign_up(username, "a long passphrase")
        return somebody

    return signed_up


def test_another_time_zone_changes_every_time_shown(newcomer):
    hopper = newcomer("zoe")
    lobby = hopper.room("lobby")
    expect(lobby.message("Mostly tea.").time).to_have_text("09:29")  # UTC
    hopper.open(Profile).choose_zone("Asia/Tokyo")
    lobby.open()
    expect(lobby.message("Mostly tea.").time).to_have_text("18:29")
    lobby.expect_same_after_reload()


def test_the_theme_is_as_chosen(newcomer):
    yves = newcomer("yves")
    profile = yves.open(Profile)
    assert profile.theme == "system"
    for chosen, name in (("Dark", "dark"), ("Light", "light")):
        profile.choose_theme(chosen)
        assert profile.theme == name
        assert profile.color_scheme == name


def test_a_new_name_shows_on_what_was_said(newcomer, ada, room):
    xenia = newcomer("xenia")
    hers, theirs = ada.room(room), xenia.room(room)
    theirs.post("My name is new")
    expect(hers.message("My name is new").author).to_have_text("xenia")
    xenia.open(Profile).rename("Xenia of Paros")
    expect(hers.message("My name is new").author).to_have_text("Xenia of Paros")
    hers.expect_same_after_reload()
    theirs.expect_same_after_reload()
