"""The token in a page's connect URL."""

import pytest
import time_machine

from live.engine import tokens
from live.engine.tokens import InvalidToken, PageToken

TOKEN = PageToken("p", "/ws/chat/lobby/", "s", 1, [["chat.room.1", "log"]], [["sidebar", "lobby"]], "en", "UTC", "b")


def test_a_token_reads_what_it_says():
    assert tokens.read(tokens.sign(TOKEN), "/ws/chat/lobby/") == TOKEN


def test_it_is_for_one_address():
    with pytest.raises(InvalidToken):
        tokens.read(tokens.sign(TOKEN), "/ws/chat/board/")


@pytest.mark.parametrize("text", ["", "x", "a:b:c", "é" * 10_000])
def test_anything_else_is_refused(text):
    with pytest.raises(InvalidToken):
        tokens.read(text, "/ws/chat/lobby/")


def test_an_altered_one_is_refused():
    signed = tokens.sign(TOKEN)
    for place in (0, len(signed) // 2, len(signed) - 1):
        other = "A" if signed[place] != "A" else "B"
        with pytest.raises(InvalidToken):
            tokens.read(signed[:place] + other + signed[place + 1 :], "/ws/chat/lobby/")


def test_it_expires():
    with time_machine.travel("2026-11-20T12:00Z"):
        signed = tokens.sign(TOKEN)
    with time_machine.travel("2026-11-28T12:00Z"), pytest.raises(InvalidToken):
        tokens.read(signed, "/ws/chat/lobby/")


def test_a_digest_names_a_session_and_no_session():
    assert tokens.session_digest("one") == tokens.session_digest("one") != tokens.session_digest("two")
    assert tokens.session_digest("") == tokens.session_digest(None) == ""
