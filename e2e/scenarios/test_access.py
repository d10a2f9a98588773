"""What opens on a page can be used by everybody, too: with a screen reader, in either theme, on the smallest screen."""

from playwright.sync_api import expect

from e2e.access import expect_accessible, expect_no_sideways_scrolling

SMALLEST = {"width": 320, "height": 640}
LONG = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft" * 40


def test_everybody_can_use_a_link_to_a_message(ada):
    archive = ada.room("archive")
    archive.messages.last.locator(".message__time").click()
    expect(archive.marked).to_be_visible()
    expect_accessible(archive.tab)
    archive.tab.set_viewport_size(SMALLEST)
    expect_no_sideways_scrolling(archive.tab)


def test_everybody_can_change_a_message(ada, room):
    hers = ada.room(room)
    hers.post("First")
    first = hers.message("First")
    first.edit_button.click()
    expect(first.editor).to_be_visible()
    expect_accessible(hers.tab)
    first.delete_button.click()
    expect(first.question).to_be_visible()
    expect_accessible(hers.tab)


def test_long_words_fit_into_the_smallest_screen(ada, new_room):
    hers = ada.room(new_room(LONG[:60]))
    hers.tab.set_viewport_size(SMALLEST)
    hers.post(LONG)
    for text in (f"`{LONG}`", f"> {LONG}", f"https://example.org/{LONG}"):
        hers.composer.fill(text)
        hers.composer.press("Enter")
        expect(hers.composer).to_have_value("")
    expect(hers.messages).to_have_count(4)
    expect_no_sideways_scrolling(hers.tab)
    hers.expect_same_after_reload()
