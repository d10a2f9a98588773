"""What a file says of one event, in our own terms."""

import warnings
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from icalendar import Event as Component
from icalendar.error import GloballyUniqueTZIDGuessed
from icalendar.prop import vBroken

from live.calendar.ics.reading import Piece
from live.calendar.ics.zones import Zone, Zones, known
from live.calendar.models import Event
from live.calendar.recurrence import clean, ends
from live.calendar.recurrence.moments import as_text, first_instance, midnight

warnings.filterwarnings("ignore", category=GloballyUniqueTZIDGuessed)  # it guesses as we do

WORDS = {"UID", "SUMMARY", "DESCRIPTION", "LOCATION", "SEQUENCE", "STATUS", "TRANSP"}
STAMPS = {"DTSTAMP", "CREATED", "LAST-MODIFIED"}
DECIDING = ("DTSTART", "DTEND", "DURATION", "RRULE", "RDATE", "EXDATE", "RECURRENCE-ID", "EXRULE")
MODELLED = WORDS | STAMPS | set(DECIDING)
LONGEST_EXTRA = 20_000  # characters of what we have no field for
YEARS = range(1000, 9000)


class Bad(ValueError):
    """The event cannot be taken over; the words say why."""


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
    component = _parsed(piece)
    _refuse_broken(component)
    reader = _Times(component, zones, piece)
    row = Event(**_words(component), **reader.times())
    row.uid = _uid(component, piece)
    _repeat(row, reader)
    try:
        row.series_ends = ends(row)
    except OverflowError:
        row.series_ends = None
    row.extra = _extra(component)
    return Incoming(row, piece, _stamp(component), reader.slot(), reader.and_following)


def _parsed(piece):
    try:
        return Component.from_ical(piece.text)
    except Exception as error:  # the parser raises whatever it stumbles over
        raise Bad(_("It is not well-formed.")) from error


def _refuse_broken(component):
    for name in DECIDING:
        for value in _all(component, name):
            if isinstance(value, vBroken):
                raise Bad(_("%(name)s is “%(value)s”, which means nothing.") % {"name": name, "value": str(value)[:60]})
    if _all(component, "EXRULE"):
        raise Bad(_("It leaves out instances by a rule (EXRULE), which is not known here."))


def _all(component, name):
    value = component.get(name, [])
    return value if isinstance(value, list) and not hasattr(value, "dts") else [value]


def _first(component, name):
    return next((value for value in _all(component, name) if not isinstance(value, vBroken)), None)


def _tzid(value):
    tzid = value.params.get("TZID")
    return ",".join(tzid) if isinstance(tzid, list) else tzid


def _text(component, name):
    value = _first(component, name)
    return "" if value is None else str(value).replace("\r\n", "\n").replace("\0", "").strip()


def _words(component):
    status = _text(component, "STATUS").lower()
    sequence = _text(component, "SEQUENCE")
    return {
        "title": _cut(_text(component, "SUMMARY").replace("\n", " ") or _("Untitled"), 200),
        "description": _text(component, "DESCRIPTION"),
        "place": _cut(_text(component, "LOCATION").replace("\n", ", "), 200),
        "sequence": min(int(sequence), 2**31 - 1) if sequence.isascii() and sequence.isdigit() else 0,
        "status": status if status in Event.Status.values else Event.Status.CONFIRMED,
        "transparent": _text(component, "TRANSP").upper() == "TRANSPARENT",
    }


def _cut(text, longest):
    return text if len(text) <= longest else text[: longest - 1] + "…"


def _uid(component, piece):
    """Where there is none, one that follows from what it says: so that importing it again changes nothing."""
    uid = _text(component, "UID")
    if len(uid) > 200:  # with room for what is added to it when a series is cut in two
        raise Bad(_("Its UID is too long."))
    return uid or f"{sha256(piece.text.encode()).hexdigest()[:40]}@import"


def _stamp(component):
    for name in ("LAST-MODIFIED", "DTSTAMP"):
        value = getattr(_first(component, name), "dt", None)
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


class _Times:
    """Dates and times of one component, with the zones of its file."""

    def __init__(self, component, zones, piece):
        self.component, self.zones, self.piece = component, zones, piece
        start = _first(component, "DTSTART")
        if start is None or not isinstance(getattr(start, "dt", None), date):
            raise Bad(_("It has no beginning (DTSTART)."))
        if start.dt.year not in YEARS:
            raise Bad(_("The year %(year)s is out of reach.") % {"year": start.dt.year})
        self.all_day = not isinstance(start.dt, datetime)
        self.zone = self._zone(_tzid(start), start.dt)
        self.start = start.dt if self.all_day else self.instant(start.dt, _tzid(start))

    @property
    def and_following(self):
        identity = _first(self.component, "RECURRENCE-ID")
        return identity is not None and identity.params.get("RANGE") == "THISANDFUTURE"

    def _zone(self, tzid, moment) -> Zone:
        if tzid:
            return self.zones.of(tzid) or self._by_default()
        if isinstance(moment, datetime) and moment.tzinfo and "RRULE" in self.component:
            return known("UTC")
        return self._by_default()

    def _by_default(self):
        return (self.zones.of(self.piece.zone) if self.piece.zone else None) or self.zones.default

    def instant(self, moment: datetime, tzid) -> datetime:
        """A time with a name of a zone, in UTC, or of no zone: that of the calendar, or of who imports it."""
        if moment.tzinfo is not None and not tzid:
            return moment.astimezone(UTC)
        try:
            return _in(self._zone(tzid, moment), moment.replace(tzinfo=None))
        except (OverflowError, TypeError):
            raise Bad(_("“%(value)s” is out of reach.") % {"value": moment}) from None

    def times(self):
        start, end = self.start, self._end()
        if end.year not in YEARS:
            raise Bad(_("Its end is out of reach."))
        return {
            "all_day": self.all_day,
            "time_zone": self.zone.name,
            "starts": midnight(start) if self.all_day else start,
            "ends": midnight(max(end, start + timedelta(1))) if self.all_day else max(end, start),
        }

    def _end(self):
        """What ends before it begins takes no time."""
        end, lasts = _first(self.component, "DTEND"), _first(self.component, "DURATION")
        try:
            if end is not None:
                return self._as_start(end.dt, _tzid(end))
            if lasts is not None:
                return self.start + lasts.dt
        except (OverflowError, TypeError, AttributeError):
            raise Bad(_("Its end is out of reach.")) from None
        return self.start + timedelta(1) if self.all_day else self.start

    def _as_start(self, moment, tzid):
        """A date where the event is all day, else an instant: what is written otherwise is put right."""
        if not isinstance(moment, date) or moment.year not in YEARS:
            raise Bad(_("“%(value)s” is no day that there is, or out of reach.") % {"value": str(moment)[:60]})
        if self.all_day:
            return moment.date() if isinstance(moment, datetime) else moment
        if isinstance(moment, datetime):
            return self.instant(moment, tzid)
        clock = self.start.astimezone(self.zone.rules).time() if self.zone.name != "UTC" else self.start.time()
        return self.instant(datetime.combine(moment, clock), None if self.zone.name == "UTC" else self.zone.name)

    def slots(self, name):
        """Of RDATE and EXDATE: as RFC 5545 writes them, in UTC; periods as `start/end`."""
        found = []
        for values in _all(self.component, name):
            tzid = _tzid(values)
            for value in getattr(values, "dts", [values]):
                found.append(self._given(value.dt, tzid))
        return sorted(set(found))

    def _given(self, moment, tzid):
        if not isinstance(moment, tuple):
            return as_text(self._as_start(moment, tzid))
        begins = self._as_start(moment[0], tzid)
        if self.all_day:
            return as_text(begins)
        ends = begins + moment[1] if isinstance(moment[1], timedelta) else self._as_start(moment[1], tzid)
        return f"{as_text(begins)}/{as_text(ends)}"

    def slot(self):
        value = _first(self.component, "RECURRENCE-ID")
        if value is None:
            return None
        if not isinstance(value.dt, date) or value.dt.year not in YEARS:
            raise Bad(_("“%(value)s” is no day that there is, or out of reach.") % {"value": str(value.dt)[:60]})
        if not isinstance(value.dt, datetime):
            return value.dt
        tzid = _tzid(value)
        zone = self._zone(tzid, value.dt).rules if value.dt.tzinfo is None or tzid else UTC
        return self.instant(value.dt, tzid).astimezone(zone)


def _in(zone, local):
    """Zones of a file's own are told apart by `utcoffset` alone: they know of no time that comes twice."""
    if zone.name == "UTC":
        return (local - zone.rules.utcoffset(local)).replace(tzinfo=UTC)
    return local.replace(tzinfo=zone.rules).astimezone(UTC)


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
        row.rrule = "\n".join(filter(None, (_rule(value, row) for value in _all(reader.component, "RRULE"))))
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
