"""Addresses of live blogs, made from their titles."""

from itertools import count

from django.utils.text import slugify


def slug_for(title, taken):
    """An address for a blog of that title, none of those that `taken(beginning)` returns."""
    beginning = slugify(title)[:50].strip("-_") or "blog"
    others = taken(beginning)
    candidates = (f"{beginning}-{number}" for number in count(2))
    return beginning if beginning not in others else next(slug for slug in candidates if slug not in others)
