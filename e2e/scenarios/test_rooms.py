"""Rooms come, change and go on every open page; a closed one is closed."""

import re

from playwright.sync_api import expect

from e2e.pages import Home


def test_a_new_room_appears_in_everybodys_list(ada, grace, room):
    graces, home = grace.room(room), grace.open(Home)
    ada.make_room("Orchard")
    for page in (graces, home):
        expect(page.tab.get_by_role("link", name="Orchard")).to_be_visible()
        page.expect_same_after_reload()


def test_a_renamed_room_is_renamed_everywhere(ada, grace, room, new_room):
    there, elsewhere = grace.room(room), grace.room(new_room("Shed"))
    ada.settings_of(room).rename("Kitchen garden")
    expect(there.title).to_have_text("Kitchen garden")
    expect(there.tab).to_have_title(re.compile("Kitchen garden · Townhall$"))  # before it what is unread
    for page in (there, elsewhere):
        expect(page.link_to(room)).to_contain_text("Kitchen garden")
        page.expect_same_after_reload()


def test_a_deleted_room_says_so_and_leaves_the_lists(ada, grace, room, new_room):
    there, elsewhere = grace.room(room), grace.room(new_room("Shed"))
    ada.settings_of(room).delete()
    expect(there.title).to_have_text("This was deleted")
    expect(elsewhere.link_to(room)).to_have_count(0)
    elsewhere.expect_same_after_reload()


def test_a_closed_room_shows_nothing_to_others(ada, grace, linus, watch):
    watch.expect("status of 404")
    home, graces_home = linus.open(Home), grace.open(Home)
    slug = ada.make_room("Surprise party", "grace")
    expect(graces_home.link_to(slug)).to_be_visible()
    graces = grace.room(slug)
    nothing = graces.tab.get_by_text("Nobody has said anything yet")
    expect(nothing).to_be_visible()
    graces.post("A cake?")
    expect(nothing).to_be_hidden()
    expect(home.link_to(slug)).to_have_count(0)
    assert not any("cake" in frame or "Surprise" in frame for frame in home.frames)
    linus.visit(f"/chat/{slug}/").expect_not_found()
    home.expect_same_after_reload()


def test_who_is_removed_sees_nothing_of_what_follows(ada, grace, linus):
    """D3: and is told why."""
    slug = ada.make_room("Council", "grace", "linus")
    hers, graces, linuses = ada.room(slug), grace.room(slug), linus.room(slug)
    graces_home = grace.open(Home)
    hers.post("Before")
    expect(graces.message("Before").body).to_be_visible()
    ada.settings_of(slug).remove("Grace Hopper")
    for number in range(5):
        hers.post(f"Secret {number}")
    expect(linuses.message("Secret 4").body).to_be_visible()
    expect(graces.title).to_have_text("You can no longer see this")
    expect(graces_home.link_to(slug)).to_have_count(0)
    assert not any("Secret" in frame for frame in graces.frames + graces_home.frames)
    graces_home.expect_same_after_reload()
    linuses.expect_same_after_reload()


def test_who_is_added_finds_the_room_in_the_list(ada, grace):
    slug = ada.make_room("Choir", "linus")
    home = grace.open(Home)
    ada.settings_of(slug).add("grace")
    expect(home.link_to(slug)).to_be_visible()
    home.expect_same_after_reload()
    home.link_to(slug).click()
    expect(home.title).to_have_text("Choir")
