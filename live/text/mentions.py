"""`@name` in what people write: found in its words alone, and made a link to that person."""

import re
from collections.abc import Iterator

from django.urls import reverse
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

# As live/accounts/usernames.py has them; what goes on behind one is another word.
NAME = re.compile(r"(?<![\w@./+-])@([a-z0-9](?:[a-z0-9_.-]{0,28}[a-z0-9])?)(?![\w@])", re.IGNORECASE)


def link(state: StateCore) -> None:
    """A rule of markdown-it: its environment has the `people` to link, or takes what is `found`."""
    people, found = state.env.get("people", ()), state.env.get("found")
    if not people and found is None:
        return
    for block in state.tokens:
        if block.type == "inline" and block.children:
            block.children = list(_linked(block.children, people, found))


def _linked(tokens: list[Token], people: tuple[str, ...], found: set[str] | None) -> Iterator[Token]:
    inside = 0  # of links
    for token in tokens:
        inside += (token.type == "link_open") - (token.type == "link_close")
        if token.type != "text" or inside:
            yield token
        elif found is not None:
            found.update(name.lower() for name in NAME.findall(token.content))
            yield token
        else:
            yield from _split(token, people)


def _split(token: Token, people: tuple[str, ...]) -> Iterator[Token]:
    last = 0
    for match in NAME.finditer(token.content):
        if match[1].lower() in people:
            yield _text(token, token.content[last : match.start()])
            yield from _person(token, match[1].lower(), match[0])
            last = match.end()
    yield _text(token, token.content[last:]) if last else token


def _person(token: Token, name: str, written: str) -> Iterator[Token]:
    address = reverse("accounts:person", args=[name])
    attributes: dict[str, str | int | float] = {"class": "mention", "href": address, "data-user": name}
    yield Token("link_open", "a", 1, level=token.level, attrs=attributes)
    yield _text(token, written)
    yield Token("link_close", "a", -1, level=token.level)


def _text(token: Token, content: str) -> Token:
    return Token("text", "", 0, level=token.level, content=content)
