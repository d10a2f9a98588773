"""What has not been read yet, in every list of rooms that a person has open."""

import pytest
from playwright.sync_api import expect

from e2e.pages import Home, Rooms


@pytest.fixture
def elsewhere(new_room) -> str:
    return new_room("Greenhouse")


def test_unread_messages_are_counted_beside_the_room(ada, grace, room, elsewhere):
    graces, hers = grace.room(room), ada.room(elsewhere)
    graces.post("One")
    hers.expect_unread(room, 1)
    graces.post("Two")
    hers.expect_unread(room, 2)
    expect(hers.link_to(room)).to_contain_text("2")
    hers.expect_same_after_reload()
    graces.expect_read(room)


def test_a_list_that_is_longer_than_the_window_scrolls_by_itself(ada, grace, room, elsewhere, new_room):
    for number in range(12):
        new_room(f"Bed {number}")
    graces, hers = grace.room(room), ada.room(elsewhere)
    hers.tab.set_viewport_size({"width": 1280, "height": 480})
    graces.post("Below the window")
    hers.expect_unread(room, 1)
    assert hers.tab.evaluate("document.scrollingElement.scrollHeight") == 480


def test_what_one_wrote_oneself_is_not_unread(grace, room, elsewhere):
    there, graces = grace.room(elsewhere), grace.room(room)
    graces.post("To nobody")
    there.expect_read(room)
    there.expect_same_after_reload()


def test_looking_clears_it_in_all_tabs(ada, grace, room, elsewhere):
    graces = grace.room(room)
    home, rooms, other = ada.open(Home), ada.open(Rooms), ada.room(elsewhere)
    graces.post("Look here")
    for page in (home, rooms, other):
        page.expect_unread(room, 1)
    hers = ada.room(room)
    for page in (home, rooms, other, hers):
        page.expect_read(room)
    graces.post("While she looks")
    expect(hers.message("While she looks").body).to_be_visible()
    for page in (home, rooms, other, hers):
        page.expect_read(room)
        page.expect_same_after_reload()


def test_it_is_still_unread_the_next_time(ada, grace, room):
    graces = grace.room(room)
    graces.post("For later")
    for _ in range(2):
        home = ada.open(Home)
        home.expect_unread(room, 1)
    home.expect_same_after_reload()


def test_what_was_said_after_one_left_is_unread(ada, grace, room):
    graces, hers = grace.room(room), ada.room(room)
    graces.post("Seen")
    expect(hers.message("Seen").body).to_be_visible()
    hers.tab.close()
    home = ada.open(Home)
    home.expect_read(room)
    graces.post("Not seen")
    home.expect_unread(room, 1)
    home.expect_same_after_reload()
