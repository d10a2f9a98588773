"""Typing while everything around it changes."""

import pytest
from playwright.sync_api import expect

from e2e.faults.background import again_and_again

SENTENCE = "The quick brown fox jumps over the lazy dog, again and again, and nobody takes a letter from it. " * 2


@pytest.fixture
def bustle(visitor, room):
    """Twenty times a second linus changes one of his messages, or says something new."""
    linus = visitor("linus")
    for number in range(5):
        linus.post(f"/chat/{room}/messages/", body=f"Line {number}", nonce=f"{room} {number}")
    newest = int(linus.get(f"/chat/{room}/").text.rpartition('data-seq="')[2].partition('"')[0])

    def change(number: int) -> None:
        if number % 20:
            path = f"/chat/{room}/messages/{newest - number % 5}/edit/"
            linus.post(path, body=f"Changed {number} times")
        else:
            linus.post(f"/chat/{room}/messages/", body=f"Another {number}", nonce=f"{room} more {number}")

    return again_and_again(change, pause=lambda: 0.05)


def test_what_is_typed_stays_untouched(ada, room, bustle):
    """B10: the text, and the caret in its middle."""
    hers = ada.room(room)
    hers.composer.fill("Beginning. End.")
    for _ in range(len(" End.")):
        hers.composer.press("ArrowLeft")
    with bustle:
        hers.composer.press_sequentially(SENTENCE, delay=20)
        expect(hers.composer).to_have_value(f"Beginning.{SENTENCE} End.")
        assert hers.composer.evaluate("field => field.selectionStart") == len(f"Beginning.{SENTENCE}")
        expect(hers.composer).to_be_focused()
    hers.expect_same_after_reload()


def test_a_half_edited_message_stays_untouched(ada, room, bustle):
    hers = ada.room(room)
    hers.post("Mine")
    mine = hers.message("Mine")
    mine.edit_button.click()
    with bustle:
        expect(mine.editor).to_be_focused()
        mine.editor.press("Control+A")
        mine.editor.press_sequentially(SENTENCE.strip(), delay=10)
        expect(mine.editor).to_have_value(SENTENCE.strip())
        mine.save.click()
        expect(hers.message(SENTENCE.strip()).body).to_be_visible()
    hers.expect_same_after_reload()
