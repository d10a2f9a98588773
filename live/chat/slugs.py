"""Addresses of rooms, made from their names."""

from itertools import count

from django.utils.text import slugify

RESERVED = {"bots", "direct"}  # /chat/direct/… is taken


def slug_for(name, taken):
    """An address for a room of that name, none of those that `taken(beginning)` returns.

    Names in scripts that leave nothing for an address get "room" and a number.
    """
    beginning = slugify(name)[:50].strip("-_") or "room"
    others = RESERVED | taken(beginning)
    candidates = (f"{beginning}-{number}" for number in count(2))
    return beginning if beginning not in others else next(slug for slug in candidates if slug not in others)
