"""What a file says of one event, in our own terms."""

from datetime import UTC, date, datetime
from hashlib import sha256
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from icalendar import Event as Component
from icalendar.prop import vBroken

from live.calendar.ics.properties import DECIDING, Bad, all_of, first_of, parsed, sequence_of, text_of
from live.calendar.ics.reading import Piece
from live.calendar.ics.times import Times
from live.calendar.ics.zones import Zones
from live.calendar.models import Event
from live.calendar.recurrence import clean, ends
from live.calendar.recurrence.moments import as_text, first_instance

WORDS = {"UID", "SUMMARY", "DESCRIPTION", "LOCATION", "SEQUENCE", "STATUS", "TRANSP"}
STAMPS = {"DTSTAMP", "CREATED", "LAST-MODIFIED"}
MODELLED = WORDS | STAMPS | set(DECIDING)
LONGEST_EXTRA = 20_000  # characters of what we have no field for


class Incoming(NamedTuple):
    """An event of a file: `row` is not saved; `stamp` tells the later of two with the same SEQUENCE.

    `slot` is its RECURRENCE-ID as it stands there, in its zone: what that is, the series decides.
    """

    row: Event
    piece: Piece
    stamp: datetime
    slot: date | datetime | None
    and_following: bool


def incoming(piece: Piece, zones: Zones) -> Incoming:
    """Raises Bad."""
    component = parsed(piece)
    reader = Times(component, zones, piece)
    row = Event(**_words(component), **reader.times())
    row.uid = _uid(component, piece)
    _repeat(row, reader)
    try:
        row.series_ends = ends(row)
    except OverflowError:
        row.series_ends = None
    row.extra = _extra(component)
    return Incoming(row, piece, _stamp(component), reader.slot(), reader.and_following)


def _words(component):
    status = text_of(component, "STATUS").lower()
    return {
        "title": _cut(text_of(component, "SUMMARY").replace("\n", " ") or _("Untitled"), 200),
        "description": text_of(component, "DESCRIPTION"),
        "place": _cut(text_of(component, "LOCATION").replace("\n", ", "), 200),
        "sequence": sequence_of(component),
        "status": status if status in Event.Status.values else Event.Status.CONFIRMED,
        "transparent": text_of(component, "TRANSP").upper() == "TRANSPARENT",
    }


def _cut(text, longest):
    return text if len(text) <= longest else text[: longest - 1] + "…"


def _uid(component, piece):
    """Where there is none, one that follows from what it says: so that importing it again changes nothing."""
    uid = text_of(component, "UID")
    if len(uid) > 200:  # with room for what is added to it when a series is cut in two
        raise Bad(_("Its UID is too long."))
    return uid or f"{sha256(piece.text.encode()).hexdigest()[:40]}@import"


def _stamp(component):
    for name in ("LAST-MODIFIED", "DTSTAMP"):
        value = getattr(first_of(component, name), "dt", None)
        if isinstance(value, datetime):
            return value if value.tzinfo else value.replace(tzinfo=UTC)
    return datetime.min.replace(tzinfo=UTC)


def _extra(component):
    """The properties and alarms that we have no field for, as lines."""
    rest = Component()
    for name, value in component.items():
        if name not in MODELLED and not isinstance(value, vBroken):
            rest[name] = value
    rest.subcomponents = component.subcomponents
    try:
        lines = rest.to_ical().decode().replace("\r\n ", "").split("\r\n")[1:-2]
    except (ValueError, TypeError, AttributeError):
        return ""
    text = "\n".join(lines)
    return text if len(text) <= LONGEST_EXTRA else ""


def _repeat(row, reader):
    try:
        slot = reader.slot()
        row.recurrence_id = "" if slot is None else as_text(slot)
        row.rdates, row.exdates = reader.slots("RDATE"), reader.slots("EXDATE")
    except (AttributeError, TypeError, OverflowError, ValueError) as error:
        if isinstance(error, Bad):
            raise
        raise Bad(_("What it says of single instances means nothing.")) from error
    if row.recurrence_id:
        row.rdates, row.exdates, row.rrule = [], [], ""
        return
    try:
        row.rrule = "\n".join(filter(None, (_rule(value, row) for value in all_of(reader.component, "RRULE"))))
    except ValidationError as error:
        raise Bad(" ".join(error.messages)) from None


def _rule(value, row):
    try:
        rule = value.to_ical().decode()
    except TypeError:  # of a rule that the parser took apart and cannot put together
        rule = ""
    if not rule:
        raise Bad(_("Its rule for repeating (RRULE) means nothing."))
    return clean(rule, first_instance(row), imported=True)
