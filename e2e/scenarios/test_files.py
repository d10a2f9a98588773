"""Files and pictures: sent by one, seen by all."""

import pytest
from playwright.sync_api import expect

from e2e.access import expect_accessible, expect_no_sideways_scrolling
from e2e.pages import SignIn
from tests.files.contents import bomb_png, picture

WIDE, TALL = picture(size=(900, 300)), picture(size=(300, 900))
NOTES = b"What we said."


def test_pictures_and_notes_are_seen_at_once(ada, grace, room):
    hers, graces = ada.room(room), grace.room(room)
    hers.write("Half a thou")
    hers.files.attach(("wide.png", WIDE), ("tall.png", TALL), ("notes.txt", NOTES), words="From the hall")
    expect(hers.files.button).to_be_focused()
    for page in (graces, hers):
        page.message("From the hall").expect_pictures("wide.png", "tall.png")
        expect(page.message("From the hall").files.last).to_have_text("notes.txt 13\xa0bytes")
    expect(hers.composer).to_have_value("Half a thou")
    with graces.tab.expect_download() as download:
        graces.message("From the hall").files.last.click()
    assert download.value.suggested_filename == "notes.txt"
    assert download.value.path().read_bytes() == NOTES
    hers.expect_same_after_reload()
    graces.expect_same_after_reload()


def test_a_picture_needs_no_words_and_the_next_one_no_new_page(ada, grace, room):
    hers, graces = ada.room(room), grace.room(room)
    for name in ("one.png", "two.png"):
        hers.files.attach((name, TALL))
    expect(graces.log.get_by_role("img")).to_have_count(2)
    hers.messages.last.hover()
    hers.messages.last.get_by_role("button", name="Delete message").click()
    expect(hers.tab.get_by_role("dialog")).to_contain_text("two.png")
    hers.tab.get_by_role("button", name="Delete", exact=True).click()
    expect(graces.log.get_by_role("img")).to_have_count(1)
    graces.expect_same_after_reload()


def test_the_log_stays_at_its_end_while_pictures_come_in(ada, grace, room):
    hers, graces = ada.room(room), grace.room(room)
    for number in range(25):
        hers.post(f"Line {number}")
    hers.files.attach(("tall.png", TALL), words="At the end")
    graces.message("At the end").expect_pictures("tall.png")
    assert graces.log.evaluate("log => log.parentElement.scrollTop") == 0
    graces.expect_same_after_reload()


def test_nothing_covers_what_is_newest_where_pictures_are_no_whole_pixels_high(person, room):
    """The log can then be scrolled by one pixel at its end, which does not count as scrolled up."""
    hers = person("ada", viewport={"width": 380, "height": 800}).room(room)
    for height in range(480, 488):
        hers.files.attach((f"{height}.png", picture(size=(640, height))))
        hers.messages.last.get_by_role("img", name=f"{height}.png").wait_for()
        expect(hers.pill).to_be_hidden()
    hers.expect_same_after_reload()


def test_a_picture_has_its_place_before_it_is_there(ada, grace, room, watch):
    watch.expect("ERR_FAILED")
    hers, graces = ada.room(room), grace.room(room)
    graces.tab.route("**/small/", lambda route: route.abort())
    hers.files.attach(("wide.png", WIDE), ("tall.png", TALL), words="Slow")
    for name, width, height in (("wide.png", 480, 160), ("tall.png", 107, 320)):
        box = graces.message("Slow").article.get_by_role("img", name=name).bounding_box()
        assert (round(box["width"]), round(box["height"])) == (width, height)


def test_what_is_refused_keeps_what_was_typed_and_chosen(ada, room, watch):
    watch.expect("status of 422")
    hers = ada.room(room)
    hers.files.open()
    hers.files.choose(("fine.png", WIDE), ("bomb.png", bomb_png(30_000, 30_000)))
    hers.files.words.fill("Look at these")
    hers.files.send.click()
    expect(hers.files.error).to_contain_text("bomb.png: Too many pixels: at most 40 million")
    expect(hers.files.words).to_have_value("Look at these")
    assert hers.files.chosen() == ["fine.png", "bomb.png"]
    expect_accessible(hers.tab)
    hers.files.choose(("fine.png", WIDE))
    hers.files.send.click()
    hers.message("Look at these").expect_pictures("fine.png")
    hers.expect_same_after_reload()


def test_what_was_sent_while_the_answer_was_lost_is_sent_once(ada, grace, room, line):
    """B16: the message is there; the box stays as it was and may be sent again."""
    hers, graces = ada.room(room, line.url), grace.room(room)
    hers.files.open()
    hers.files.choose(("one.png", WIDE))
    hers.files.words.fill("Only once")
    line.swallow_answers()
    hers.files.send.click()
    expect(hers.files.send).to_be_disabled()
    expect(hers.tab.get_by_text("Sending…")).to_be_visible()
    graces.expect_messages("Only once")
    line.refuse()
    expect(hers.files.send).to_be_enabled()
    line.allow()
    hers.expect_live()
    expect(hers.tab.get_by_text("Sending…")).to_be_hidden()
    hers.files.send.click()
    expect(hers.files.chooser).to_be_hidden()
    hers.expect_messages("Only once")
    graces.expect_messages("Only once")
    hers.expect_same_after_reload()


def test_who_may_not_be_there_any_more_is_told_so(ada, grace, room, watch):
    watch.expect("status of 404")
    rooms = ada.make_room("Closed for files", "grace")
    graces = grace.room(rooms)
    graces.files.open()
    graces.files.choose(("one.png", WIDE))
    graces.tab.route("**/files/", lambda route: route.continue_(url=route.request.url.replace(rooms, "nowhere")))
    graces.files.send.click()
    expect(graces.files.problem).to_have_text("There is nothing here")


def test_the_box_works_by_keyboard_and_on_the_smallest_screen(ada, room):
    hers = ada.room(room)
    hers.tab.set_viewport_size({"width": 320, "height": 640})
    hers.reach(hers.files.button)
    hers.tab.keyboard.press("Enter")
    expect(hers.files.box).to_be_visible()
    hers.reach(hers.files.words)
    hers.tab.keyboard.type("Small")
    hers.files.choose(("wide.png", WIDE), ("x" * 90 + ".txt", NOTES))
    expect_accessible(hers.tab)
    expect_no_sideways_scrolling(hers.tab)
    hers.reach(hers.files.send)
    hers.tab.keyboard.press("Enter")
    hers.message("Small").expect_pictures("wide.png")
    expect_no_sideways_scrolling(hers.tab)
    expect_accessible(hers.tab)
    hers.expect_same_after_reload()


@pytest.fixture
def plain(person):
    """grace without JavaScript."""
    grace = person(java_script_enabled=False)
    grace.open(SignIn).sign_in("grace")
    expect(grace.context.pages[0].get_by_role("heading", level=1)).to_contain_text("Hello, Grace")
    return grace


def test_files_without_javascript(plain, ada, room, watch):
    watch.expect("status of 422")
    hers, graces = ada.room(room), plain.room(room)
    graces.files.attach(("wide.png", WIDE), words="Without a script")
    hers.message("Without a script").expect_pictures("wide.png")
    graces.files.open()
    graces.files.words.fill("Nothing chosen")
    graces.files.send.click()
    expect(graces.files.error).to_have_text("Choose a file first.")
    expect(graces.files.words).to_have_value("Nothing chosen")
    graces.files.choose(("notes.txt", NOTES))
    graces.files.send.click()
    expect(hers.message("Nothing chosen").files).to_have_text(["notes.txt 13\xa0bytes"])
    hers.expect_same_after_reload()
