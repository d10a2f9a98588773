"""Text as it is searched, and the pieces of it that are shown."""

import pytest

from live.search.snippets import AFTER, BEFORE, snippet
from live.search.words import words_of


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The Hall, at nine!", ["the", "hall", "at", "nine"]),
        ("Café Cafe\u0301 CAFE", ["cafe"] * 3),
        ("Straße STRASSE", ["strasse"] * 2),
        ("don't snake_case e-mail 3.14", ["don", "t", "snake", "case", "e", "mail", "3", "14"]),
        ("東京へ行く tokyo", ["東", "京", "へ", "行", "く", "tokyo"]),
        ("İstanbul ﬁne ①", ["istanbul", "fine", "1"]),
        ("مرحبا Ⅷ", ["مرحبا", "viii"]),
        ("?!* () \" ' : - + ^ \x00", []),
        ("a" * 1_000, ["a" * 60]),
        ("東・京 \u037a \u3099", ["東", "京"]),
    ],
)
def test_words(text, words):
    assert words_of(text) == words


def test_a_snippet_marks_the_words_and_escapes_all():
    text = "<script>alert(1)</script> & the Hall, halls'"
    assert snippet(text, ["the", "hall"]) == (
        "&lt;script&gt;alert(1)&lt;/script&gt; &amp; <mark>the</mark> <mark>Hall</mark>, <mark>halls</mark>&#x27;"
    )


def test_a_snippet_of_a_long_text_is_the_piece_with_the_words():
    text = "before " * 100 + "Needle " + "after " * 100
    piece = snippet(text, ["needle"])
    assert piece.startswith("… before")
    assert "<mark>Needle</mark>" in piece
    assert piece.endswith("after …")
    assert len(piece) < BEFORE + AFTER + 40


@pytest.mark.parametrize(
    "text", ["", "x" * 4_000, "x" * 4_000 + " needle", "needle" + "x" * 4_000, "é" * 300 + "needle"]
)
def test_a_snippet_is_short_whatever_the_text(text):
    assert len(snippet(text, ["needle"])) < BEFORE + AFTER + 200


def test_without_the_words_the_beginning_is_shown():
    assert snippet("A title", ["elsewhere"]) == "A title"
