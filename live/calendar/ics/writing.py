"""Events as iCalendar (RFC 5545), as files, feeds and mails have them."""

from collections.abc import Iterable
from datetime import UTC, datetime
from itertools import chain
from typing import NamedTuple
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _
from icalendar import Calendar as File
from icalendar import Event as Component
from icalendar import vDDDLists, vRecur

from live.calendar.ics.vtimezone import vtimezone
from live.calendar.models import Event
from live.calendar.recurrence.moments import parsed

PRODUCT = "-//Townhall//Calendar//EN"
ONLY_OF_MESSAGES = ("ORGANIZER", "ATTENDEE", "REQUEST-STATUS")  # other people's addresses are nobody's business
EARLIEST = 1970  # clocks before it are nobody's either


class Outlined(NamedTuple):
    """Calendars of which somebody sees only when they are busy, and what they see of them all the same."""

    calendars: frozenset[int] = frozenset()
    but: frozenset[tuple[int, str]] = frozenset()  # calendar and UID

    def holds(self, event) -> bool:
        return event.calendar_id in self.calendars and (event.calendar_id, event.uid) not in self.but


NOTHING = Outlined()


def file(events: Iterable[Event], *, name: str = "", method: str = "", busy: Outlined = NOTHING) -> bytes:
    """A file of these rows, series with what differs in their slots; of what is `busy` only when that is."""
    events = list(events)
    calendar = File()
    for key, value in (("prodid", PRODUCT), ("version", "2.0"), ("calscale", "GREGORIAN"), ("method", method)):
        if value:
            calendar.add(key, value)
    if name:
        calendar.add("x-wr-calname", name)
    zones = _zones_of(events)
    components = [component(event, zones[event.calendar_id, event.uid], busy.holds(event)) for event in events]
    for part in chain(_vtimezones(events, zones), components):
        calendar.add_component(part)
    return calendar.to_ical(sorted=False)


def _zones_of(events):
    """Slots are named in the zone of their series."""
    zones = {(event.calendar_id, event.uid): event.time_zone for event in events}
    masters = (event for event in events if not event.recurrence_id)
    return zones | {(event.calendar_id, event.uid): event.time_zone for event in masters}


def _vtimezones(events, zones):
    used = {}
    for event in events:
        if not event.all_day:
            for name in {event.time_zone, zones[event.calendar_id, event.uid]} - {"UTC"}:
                used[name] = min(used.get(name, 9999), event.starts.year)
    return [vtimezone(name, min(max(year, EARLIEST), 2030)) for name, year in sorted(used.items())]


def component(event: Event, series_zone: str, is_busy: bool = False) -> Component:
    part = Component()
    part.add("uid", event.uid)
    part.add("dtstamp", event.changed_at.replace(microsecond=0))
    part.add("created", event.created_at.replace(microsecond=0))
    part.add("last-modified", event.changed_at.replace(microsecond=0))
    part.add("sequence", event.sequence)
    _add_times(part, event)
    _add_repetition(part, event, series_zone)
    part.add("status", event.status.upper())
    part.add("transp", "TRANSPARENT" if event.transparent else "OPAQUE")
    _add_words(part, event, is_busy)
    return part


def _add_times(part, event):
    """What takes no time has no end: one that is its beginning would be wrong."""
    if event.all_day:
        part.add("dtstart", event.starts.astimezone(UTC).date())
        part.add("dtend", event.ends.astimezone(UTC).date())
        return
    part.add("dtstart", _local(event.starts, event.time_zone))
    if event.ends > event.starts:
        part.add("dtend", _local(event.ends, event.time_zone))


def _local(moment, zone):
    return moment.astimezone(UTC if zone == "UTC" else ZoneInfo(zone))


def _add_repetition(part, event, series_zone):
    if event.recurrence_id:
        part.add("recurrence-id", _named(event.recurrence_id, series_zone))
    for rule in event.rrule.splitlines():
        part.add("rrule", vRecur.from_ical(rule))
    for name, values in (("rdate", event.rdates), ("exdate", event.exdates)):
        periods = [tuple(map(parsed, value.split("/"))) for value in values if "/" in value]
        if plain := [_named(value, series_zone) for value in values if "/" not in value]:
            _add_list(part, name, plain)
        for period in periods:
            _add_list(part, name, [period])


def _add_list(part, name, values):
    listed = vDDDLists(values)
    if isinstance(values[0], tuple):
        listed.params["VALUE"] = "PERIOD"
    elif not isinstance(values[0], datetime):
        listed.params["VALUE"] = "DATE"
    part.add(name, listed)


def _named(value, zone):
    moment = parsed(value)
    return _local(moment, zone) if isinstance(moment, datetime) else moment


def _add_words(part, event, is_busy):
    if is_busy:
        part.add("summary", _("Busy"))
        return
    part.add("summary", event.title)
    for name, value in (("description", event.description), ("location", event.place)):
        if value:
            part.add(name, value)
    if event.extra:
        _add_extra(part, event.extra)


def _add_extra(part, extra):
    """What came in with the event and has no field here goes out again."""
    lines = "\r\n".join(["BEGIN:VEVENT", *extra.splitlines(), "END:VEVENT", ""])
    try:
        kept = Component.from_ical(lines)
    except ValueError:
        return
    for name, value in kept.items():
        if name not in part and name not in ONLY_OF_MESSAGES:
            part[name] = value
    for inner in kept.subcomponents:
        part.add_component(inner)
