"""Which messages a page shows: the newest, or those around one."""

import re
from typing import NamedTuple

from django.http import Http404

AT_ONCE = 40  # messages
NUMBER = re.compile(r"[0-9]{1,18}")


class Stretch(NamedTuple):
    """Messages of a room, the oldest first, and whether there are more on either side."""

    messages: list
    has_earlier: bool
    has_later: bool


def newest(room):
    """What a room shows when it is opened."""
    return before(room, None)


def before(room, number):
    """The messages before that of this number; the newest of all where it is None."""
    messages, has_earlier = _earlier(room.messages.filter(pk__lt=number) if number else room.messages.all())
    return Stretch(messages, has_earlier, has_later=bool(number))


def around(message):
    """A message with those before and after it."""
    earlier, has_earlier = _earlier(message.room.messages.filter(pk__lt=message.pk))
    later = list(message.room.messages.for_display().filter(pk__gte=message.pk).order_by("pk")[: AT_ONCE + 2])
    return Stretch(earlier + later[: AT_ONCE + 1], has_earlier, has_later=len(later) > AT_ONCE + 1)


def is_among_the_newest(message):
    """Whether every page has it that shows the newest of its room."""
    return message.room.messages.filter(pk__gt=message.pk)[:AT_ONCE].count() < AT_ONCE


def _earlier(messages):
    latest = list(messages.for_display().order_by("-pk")[: AT_ONCE + 1])
    return latest[:AT_ONCE][::-1], len(latest) > AT_ONCE


def quoted_in(room, text):
    """The message of the room that a form says it answers, if it is there."""
    return room.messages.filter(pk=text).first() if isinstance(text, str) and NUMBER.fullmatch(text) else None


def number_in(text):
    """The number of a message as a browser sends it. Raises Http404 for anything that cannot be one."""
    try:
        return int(text)
    except (TypeError, ValueError):
        raise Http404 from None
