"""The place in a text where the words are, as HTML with them marked."""

from itertools import pairwise

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from live.search.words import WORD, plain

BEFORE, AFTER = 60, 160  # characters around the first of the words


def snippet(text, words):
    """A piece of a text with the words in it marked; all of it is escaped."""
    found = [match.span() for match in WORD.finditer(text) if _is_meant(plain(match[0]), words)]
    start, end = _piece(text, found)
    inside = [(a, b) for a, b in found if start <= a and b <= end]
    edges = [start, *(edge for span in inside for edge in span), end]
    pieces = [text[a:b] for a, b in pairwise(edges)]
    marked = format_html_join("", "{}", ((_mark(piece, number % 2),) for number, piece in enumerate(pieces)))
    return format_html("{}{}{}", "… " if start else "", marked, " …" if end < len(text) else "")


def _is_meant(word, words):
    return word in words or (bool(words) and word.startswith(words[-1]))


def _piece(text, found):
    first = found[0][0] if found else 0
    start = 0 if first <= BEFORE else text.find(" ", first - BEFORE, first) + 1 or first
    end = start + BEFORE + AFTER
    return start, len(text) if end >= len(text) else max(text.rfind(" ", first, end), first + 1)


def _mark(piece, is_found) -> SafeString | str:
    return format_html("<mark>{}</mark>", piece) if is_found else piece
