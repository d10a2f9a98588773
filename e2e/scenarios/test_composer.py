"""Writing: what is sent is sent once, what is typed is not lost."""

import re

from playwright.sync_api import expect


def test_the_composer_empties_and_keeps_the_focus(ada, room):
    hers = ada.room(room)
    hers.post("One")
    expect(hers.composer).to_be_focused()
    hers.write("Two")
    hers.tab.keyboard.press("Enter")
    hers.expect_messages("One", "Two")
    expect(hers.composer).to_have_value("")
    expect(hers.composer).to_be_focused()
    hers.expect_same_after_reload()


def test_text_typed_while_a_message_is_under_way_is_not_lost(ada, room, line):
    hers = ada.room(room, line.url)
    hers.write("Hello")
    line.hold()
    hers.composer.press("Enter")
    hers.write(" and one thing more")
    line.release()
    hers.expect_messages("Hello")
    expect(hers.composer).to_have_value(re.compile("^ ?and one thing more$"))
    expect(hers.composer).to_be_focused()
    hers.composer.press("Enter")
    hers.expect_messages("Hello", "and one thing more")
    expect(hers.composer).to_have_value("")
    hers.expect_same_after_reload()


def test_text_typed_while_the_page_finds_out_what_was_sent_is_not_lost(ada, room, line):
    """The probe has read the field, its answer is still on the way."""
    hers = ada.room(room, line.url)
    hers.composer.fill("Hello")
    line.delay(0.5)
    with hers.expect_action("draft"):
        hers.composer.press("Enter")
    hers.write(" there")
    expect(hers.composer).to_have_value(re.compile("^ ?there$"))
    hers.composer.press("Enter")
    hers.expect_messages("Hello", "there")
    expect(hers.composer).to_have_value("")
    hers.expect_same_after_reload()


def test_nothing_typed_at_speed_is_lost(ada, room):
    hers = ada.room(room)
    said = [f"line {number} of many" for number in range(8)]
    for text in said:
        hers.composer.press_sequentially(text + "\n")
        expect(hers.composer).to_have_value("")
    hers.expect_messages(*said)
    hers.expect_same_after_reload()


def test_blank_is_refused_at_the_field(ada, room):
    hers = ada.room(room)
    for blank in ("", "   "):
        hers.composer.fill(blank)
        hers.composer.press("Enter")
        expect(hers.errors).to_have_text("Write something first.")
        expect(hers.composer).to_be_focused()
    hers.post("Something")
    expect(hers.errors).to_be_empty()
    hers.expect_messages("Something")
    hers.expect_same_after_reload()


def test_what_is_too_long_is_refused_and_kept(ada, room):
    hers = ada.room(room)
    long = "x" * 4_001
    hers.composer.fill(long)
    hers.composer.press("Enter")
    expect(hers.errors).to_contain_text("Too long")
    expect(hers.composer).to_have_value(long)
    hers.composer.press("End")
    hers.composer.press("Backspace")
    hers.composer.press("Enter")
    hers.expect_messages("x" * 4_000)
    expect(hers.composer).to_have_value("")
    hers.expect_same_after_reload()


def test_a_double_click_sends_one_message(ada, grace, room):
    hers, graces = ada.room(room), grace.room(room)
    hers.composer.fill("Click click")
    hers.send.dblclick()
    hers.post("After it")
    hers.expect_messages("Click click", "After it")
    graces.expect_messages("Click click", "After it")
    hers.expect_same_after_reload()


def test_enter_twice_sends_one_message(ada, grace, room, line):
    """B12: the second Enter comes before the answer to the first."""
    hers, graces = ada.room(room, line.url), grace.room(room)
    hers.composer.fill("Enter enter")
    line.hold()
    hers.composer.press("Enter")
    hers.composer.press("Enter")
    line.release()
    expect(hers.composer).to_have_value("")
    hers.post("After it")
    graces.expect_messages("Enter enter", "After it")
    hers.expect_same_after_reload()


def test_the_same_words_again_are_another_message(ada, room):
    hers = ada.room(room)
    hers.post("Ping")
    hers.composer.fill("Ping")
    hers.composer.press("Enter")
    hers.expect_messages("Ping", "Ping")
    hers.expect_same_after_reload()


def test_a_message_of_several_lines(ada, grace, room):
    hers, graces = ada.room(room), grace.room(room)
    hers.write("First")
    hers.use_several_lines()
    expect(hers.composer).to_have_value("First")
    hers.composer.press("End")
    hers.composer.press("Enter")
    hers.write("Second")
    hers.send.click()
    expect(graces.bodies).to_have_text(["First\nSecond"], use_inner_text=True)
    expect(hers.composer).to_have_value("")
    hers.expect_same_after_reload()
    hers.use_one_line()
    hers.post("Third")
    graces.expect_same_after_reload()


def test_markdown_is_shown_and_markup_is_text(ada, grace, room):
    hers, graces = ada.room(room), grace.room(room)
    hers.composer.fill("**bold** <b onclick=alert(1)>raw</b> </template> <hx-partial hx-target='#live'>")
    hers.composer.press("Enter")
    expect(graces.bodies.locator("strong")).to_have_text("bold")
    expect(graces.bodies).to_contain_text("<b onclick=alert(1)>raw</b> </template> <hx-partial hx-target='#live'>")
    hers.composer.fill('{"content": "<p>swapped</p>", "target": "#live"}')
    hers.composer.press("Enter")
    expect(graces.bodies.nth(1)).to_contain_text('{"content": "<p>swapped</p>", "target": "#live"}')
    hers.expect_same_after_reload()
    graces.expect_same_after_reload()
