"""An entry's first line is its headline, with or without the marks that Markdown has for one."""

import re
from functools import lru_cache
from html import unescape

from django.utils.html import strip_tags
from django.utils.text import Truncator

from live.text.markdown import to_html

LONGEST = 110  # characters
HEADING = re.compile(r"#{1,6}\s+(.*?)(?:\s+#+)?\s*")  # with its marks (CommonMark, section 4.2)
BLOCK = re.compile(r"\s*([-+*]\s|>|\d+[.)]\s|```|~~~)|\s{4}")  # how lists, quotes and code begin


@lru_cache(maxsize=1024)
def plain(body: str) -> str:
    """Without Markdown, tags and entities."""
    return unescape(strip_tags(to_html(body))).strip()


def headline(body: str) -> str:
    """The first line in plain words, cut where it is long."""
    return Truncator(plain(_lines(body)[0])).chars(LONGEST) or Truncator(plain(body)).chars(LONGEST)


def stands_alone(body: str) -> bool:
    """Whether the first line is set as a headline: it is short, no list or quote, and there is more below it."""
    first, rest = _lines(body)
    return bool(rest) and len(first) <= LONGEST and not BLOCK.match(first)


def rest(body: str) -> str:
    return _lines(body)[1]


def _lines(body: str) -> tuple[str, str]:
    first, _newline, rest = body.strip().partition("\n")
    heading = HEADING.fullmatch(first)
    return heading[1] if heading else first, rest.strip("\n")
