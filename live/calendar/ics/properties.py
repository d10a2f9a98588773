"""The properties of one component of a file."""

import warnings

from django.utils.translation import gettext as _
from icalendar import Event as Component
from icalendar.error import GloballyUniqueTZIDGuessed
from icalendar.prop import vBroken

from live.calendar.ics.reading import Piece

warnings.filterwarnings("ignore", category=GloballyUniqueTZIDGuessed)  # it guesses as we do

DECIDING = ("DTSTART", "DTEND", "DURATION", "RRULE", "RDATE", "EXDATE", "RECURRENCE-ID", "EXRULE")
HIGHEST = 10**9  # SEQUENCE: a database's integer has room to count on from there


class Bad(ValueError):
    """The component cannot be taken over; the words say why."""


def parsed(piece: Piece) -> Component:
    """Raises Bad where it cannot be read, or something that decides when it is means nothing."""
    try:
        component = Component.from_ical(piece.text)
    except Exception as error:  # the parser raises whatever it stumbles over
        raise Bad(_("It is not well-formed.")) from error
    _refuse_broken(component)
    return component


def _refuse_broken(component):
    for name in DECIDING:
        for value in all_of(component, name):
            if isinstance(value, vBroken):
                raise Bad(_("%(name)s is “%(value)s”, which means nothing.") % {"name": name, "value": str(value)[:60]})
    if all_of(component, "EXRULE"):
        raise Bad(_("It leaves out instances by a rule (EXRULE), which is not known here."))


def all_of(component, name):
    value = component.get(name, [])
    return value if isinstance(value, list) and not hasattr(value, "dts") else [value]


def first_of(component, name):
    return next((value for value in all_of(component, name) if not isinstance(value, vBroken)), None)


def tzid_of(value):
    tzid = value.params.get("TZID")
    return ",".join(tzid) if isinstance(tzid, list) else tzid


def text_of(component, name):
    value = first_of(component, name)
    return "" if value is None else str(value).replace("\r\n", "\n").replace("\0", "").strip()


def sequence_of(component) -> int:
    """What is no number is 0, as what is not there."""
    digits = text_of(component, "SEQUENCE")
    return min(int(digits), HIGHEST) if digits.isascii() and digits.isdigit() else 0
