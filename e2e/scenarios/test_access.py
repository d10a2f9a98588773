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


def test_everybody_can_answer_a_message(ada, grace, room):
    hers, graces = ada.room(room), grace.room(room)
    hers.tab.close()
    graces.post("Do you see this, @ada?")
    hers = ada.room(room)
    message = hers.message("Do you see this, @ada?")
    message.react("👍")
    message.act("Reply")
    expect(hers.answered).not_to_be_empty()
    message.act("React")
    expect(message.article.get_by_role("group")).to_be_visible()
    hers.tab.get_by_role("button", name="What you hear of this room").click()
    expect_accessible(hers.tab)
    hers.tab.keyboard.press("Escape")
    hers.post("I do")
    hers.tab.set_viewport_size(SMALLEST)
    expect_no_sideways_scrolling(hers.tab)
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
