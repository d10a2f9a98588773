"""Typing while everything around it changes."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import pytest
from playwright.sync_api import expect

from tests.support.sizes import two_sizes

SENTENCE = "The quick brown fox jumps over the lazy dog, again and again, and nobody takes a letter from it. " * 2

CHANGE = """
import time
from pathlib import Path
from live.accounts.models import User
from live.chat import services
from live.chat.models import Room

room, linus = Room.objects.get(slug="{room}"), User.objects.get(username="linus")
own = [services.post_message(room, linus, f"Line {{number}}") for number in range(5)]
began, number, goes_on = time.monotonic(), 0, Path("{flag}")
while goes_on.exists():
    number += 1
    if number % 20:
        services.edit_message(own[number % 5], f"Changed {{number}} times")
    else:
        services.post_message(room, linus, f"Another {{number}}")
    time.sleep(max(0.0, began + number / {pace} - time.monotonic()))
print(number / (time.monotonic() - began))
"""


@pytest.fixture
def bustle(here, room, tmp_path):
    """`with bustle(hers):` so many times a second linus changes one of his messages, or says something new.

    What it yields has the number of times a second afterwards.
    """

    @contextmanager
    def going_on(page, pace: int = 20):
        flag, before = tmp_path / "goes on", page.messages.count()
        flag.touch()
        with ThreadPoolExecutor(1) as thread:
            change = thread.submit(here.python, CHANGE.format(room=room, flag=flag, pace=pace))
            try:
                expect(page.messages.nth(before + 4)).to_be_attached(timeout=30_000)
                yield change
            finally:
                flag.unlink()

    return going_on


@two_sizes("length, pace", small=(1, 20), full=(8, 50), seconds=240)
def test_what_is_typed_stays_untouched(ada, room, bustle, measured, length, pace):
    """B10: the text, and the caret in its middle."""
    hers, sentence = ada.room(room), SENTENCE * length
    hers.composer.fill("Beginning. End.")
    for _ in range(len(" End.")):
        hers.composer.press("ArrowLeft")
    with bustle(hers, pace) as changes:
        hers.composer.press_sequentially(sentence, delay=20, timeout=200_000)
        expect(hers.composer).to_have_value(f"Beginning.{sentence} End.")
        assert hers.composer.evaluate("field => field.selectionStart") == len(f"Beginning.{sentence}")
        expect(hers.composer).to_be_focused()
    hers.expect_same_after_reload()
    measured("B10", typed=len(sentence), lost=0, changes_a_second=float(changes.result()))


def test_a_half_edited_message_stays_untouched(ada, room, bustle):
    hers = ada.room(room)
    hers.post("Mine")
    mine = hers.message("Mine")
    mine.edit_button.click()
    with bustle(hers):
        expect(mine.editor).to_be_focused()
        mine.editor.press("Control+A")
        mine.editor.press_sequentially(SENTENCE.strip(), delay=10, timeout=60_000)
        expect(mine.editor).to_have_value(SENTENCE.strip())
        mine.save.click()
        expect(hers.message(SENTENCE.strip()).body).to_be_visible()
    hers.expect_same_after_reload()
