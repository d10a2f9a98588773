"""Addresses of rooms, made from their names."""

from django.utils.text import slugify

RESERVED = {"direct"}  # /chat/direct/… is taken


def slug_for(name, taken):
    """An address for a room of that name, not among those that `taken(beginning)` returns; names in other scripts get "room"."""
    beginning = slugify(name)[:50].strip("-_") or "room"
    others = RESERVED | taken(beginning)
    return next(slug for slug in _candidates(beginning) if slug not in others)


def _candidates(beginning):
    yield beginning
    number = 2
    while True:
        yield f"{beginning}-{number}"
        number += 1
