"""What was said before: scrolling back, single messages, and reading while others write."""

import pytest
from playwright.sync_api import expect

LONG = "\n\n".join(["A long story"] * 6)


@pytest.fixture
def long_room(room, visitor) -> str:
    """More messages than the log shows at once."""
    for number in range(12):
        visitor("ada").post(f"/chat/{room}/messages/", body=f"Chapter {number}\n\n{LONG}", nonce=f"{room} {number}")
    return room


def test_scrolling_up_loads_what_was_said_before(ada):
    archive = ada.room("archive")
    expect(archive.messages).to_have_count(40)
    for loaded in (80, 120, 160):
        archive.expect_earlier(loaded)
    archive.expect_messages(*[f"Note {number} of 500." for number in range(341, 501)])
    archive.expect_same_after_reload()


def test_what_was_loaded_from_the_past_is_live_too(ada, grace, room, visitor):
    for number in range(45):
        visitor("grace").post(f"/chat/{room}/messages/", body=f"Number {number}", nonce=f"{room} {number}")
    hers, graces = ada.room(room), grace.room(room)
    for page in (hers, graces):
        page.scroll_to_top()
        expect(page.messages).to_have_count(45)
    graces.message("Number 2").edit("Number two")
    expect(hers.message("Number two").body).to_be_visible()
    graces.message("Number 3").delete()
    expect(hers.messages).to_have_count(44)
    hers.expect_same_after_reload()


def test_a_link_to_a_message_shows_it_among_its_neighbours(ada):
    archive = ada.room("archive")
    marked = archive.message("Note 480 of 500.").number - 200
    past = ada.permalink("archive", marked)
    expect(past.messages).to_have_count(81)
    expect(past.marked).to_have_text("Note 280 of 500.")
    expect(past.message("Note 280 of 500.").article).to_be_in_viewport()
    past.expect_same_after_reload()
    past.tab.get_by_role("link", name="Jump to newest").click()
    past.expect_live()
    expect(past.messages.last).to_contain_text("Note 500 of 500.")


def test_at_a_link_to_the_past_new_messages_are_announced(ada, grace, room, visitor):
    for number in range(50):
        visitor("grace").post(f"/chat/{room}/messages/", body=f"Number {number}", nonce=f"{room} {number}")
    graces = grace.room(room)
    past = ada.permalink(room, graces.messages.first.evaluate("article => Number(article.dataset.seq)") - 5)
    shown = past.bodies.all_inner_texts()
    graces.post("Something new")
    expect(past.announcement).to_have_text("New messages")
    past.expect_messages(*shown)
    past.announcement.get_by_role("link").click()
    past.expect_live()
    expect(past.message("Something new").body).to_be_in_viewport()


def test_at_the_bottom_the_log_follows(ada, grace, long_room):
    hers, graces = ada.room(long_room), grace.room(long_room)
    expect(hers.messages.last).to_be_in_viewport()
    expect(hers.pill).to_be_hidden()
    for number in range(3):
        graces.post(f"News {number}")
        expect(hers.message(f"News {number}").body).to_be_in_viewport()
    hers.expect_same_after_reload()


def test_scrolled_up_the_row_being_read_does_not_move(ada, grace, long_room):
    hers, graces = ada.room(long_room), grace.room(long_room)
    hers.scroll(-600)
    expect(hers.pill).to_be_visible()
    reading = hers.messages.nth(8)
    before = reading.bounding_box()
    for number in range(3):
        graces.post(f"News {number}")
        expect(hers.message(f"News {number}").body).to_be_attached()
    assert reading.bounding_box() == before
    hers.pill.click()
    expect(hers.message("News 2").body).to_be_in_viewport()
    expect(hers.pill).to_be_hidden()
    hers.expect_same_after_reload()
