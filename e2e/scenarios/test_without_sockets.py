"""Forms and links do everything: with JavaScript switched off, or without live updates."""

import pytest
from playwright.sync_api import expect

from e2e.pages import Home, Room, SignIn


@pytest.fixture
def plain(person, visitor):
    """grace without JavaScript: she signs in herself."""
    grace = person(java_script_enabled=False)
    sign_in = grace.open(SignIn)
    sign_in.sign_in("grace")
    expect(sign_in.title).to_contain_text("Hello, Grace")
    return grace


def test_a_day_without_javascript(plain, ada, room):
    """Sign in, read, post, edit, delete, sign out."""
    hers, graces = ada.room(room), plain.room(room)
    hers.post("Can you read this?")
    graces.open().post("I kan")
    hers.expect_messages("Can you read this?", "I kan")
    graces.message("I kan").edit("I can")
    hers.expect_messages("Can you read this?", "I can")
    graces.open().message("I can").delete()
    graces.expect_messages("Can you read this?")
    hers.expect_messages("Can you read this?")
    hers.expect_same_after_reload()
    graces.sign_out()
    expect(plain.visit(f"/chat/{room}/").title).to_have_text("Sign in")


def test_earlier_messages_without_javascript(plain):
    archive = plain.room("archive")
    expect(archive.messages.last).to_contain_text("Note 500 of 500.")
    archive.load_earlier.click()
    archive.expect_messages(*[f"Note {number} of 500." for number in range(421, 461)])
    archive.tab.get_by_role("link", name="Jump to newest").click()
    expect(archive.messages.last).to_contain_text("Note 500 of 500.")


def test_what_is_wrong_is_said_without_javascript(plain, room, watch):
    watch.expect("status of 422")
    graces = plain.room(room)
    graces.composer.fill("y" * 4_001)
    graces.send.click()
    expect(graces.errors).to_contain_text("Too long")
    expect(graces.composer).to_have_value("y" * 4_001)
    graces.composer.fill(" ")
    graces.send.click()
    expect(graces.errors).to_have_text("Write something first.")


def test_impatience_without_javascript_sends_one_message(plain, room, line):
    """B12: the form is sent again before there was an answer."""
    graces = plain.room(room, line.url)
    graces.composer.fill("Once only")
    line.hold()
    graces.send.dblclick()
    line.release()
    graces.expect_messages("Once only")
    expect(graces.composer).to_have_value("")
    graces.open().expect_messages("Once only")


def test_several_lines_without_javascript(plain, room):
    graces = plain.room(room)
    graces.composer.fill("First")
    graces.use_several_lines()
    expect(graces.composer).to_have_value("First")
    graces.composer.fill("First\nSecond")
    graces.send.click()
    expect(graces.bodies).to_have_text(["First\nSecond"], use_inner_text=True)
    graces.use_one_line()


def test_live_updates_switched_off(ada, grace, room):
    """For networks that let no websocket through."""
    hers = ada.room(room)
    grace.is_live = False
    graces = grace.open(Room, f"/chat/{room}/?live=off")
    expect(graces.tab.get_by_text("Live updates are off.")).to_be_visible()
    hers.post("Over the wire")
    graces.open().post("By the post")
    assert graces.frames == []
    hers.expect_messages("Over the wire", "By the post")
    graces.message("By the post").edit("By the postman")
    hers.expect_messages("Over the wire", "By the postman")
    graces.open().message("By the postman").delete()
    hers.expect_messages("Over the wire")
    home = grace.open(Home)
    home.tab.get_by_role("link", name="Turn them on").click()
    home.expect_live()
    hers.expect_same_after_reload()
