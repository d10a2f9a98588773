"""Events as rules see them, for tests without a database."""

from datetime import UTC, datetime, time, timedelta
from types import SimpleNamespace
from zoneinfo import ZoneInfo

from live.calendar.recurrence import occurrences
from live.calendar.recurrence.moments import parsed


def event(starts="20260105T190000", rrule="", *, zone="Europe/Berlin", hours=1.0, days=1, **fields):
    """`starts` is a time on the wall of `zone`, or a day."""
    first = parsed(starts)
    all_day = not isinstance(first, datetime)
    begins = datetime.combine(first, time(), UTC) if all_day else first.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)
    ends = begins + (timedelta(days=days) if all_day else timedelta(hours=hours))
    usual = {
        "pk": 1,
        "calendar_id": 1,
        "uid": "one",
        "title": "Choir",
        "recurrence_id": "",
        "rdates": [],
        "exdates": [],
    }
    given = {"rrule": rrule, "starts": begins, "ends": ends, "all_day": all_day, "time_zone": zone}
    return SimpleNamespace(**(usual | given | fields))


def window(first="20260101", last="20270101", zone="UTC"):
    return tuple(datetime.combine(parsed(day), time(), ZoneInfo(zone)) for day in (first, last))


def walls(events, first="20260101", last="20270101", zone="Europe/Berlin"):
    """When they take place, on the wall of a zone: `2026-03-29 19:00`; all day: `2026-03-29`."""
    return [str(_on(each.starts, zone))[:16] for each in occurrences(events, *window(first, last, zone))]


def _on(moment, zone):
    return moment.astimezone(ZoneInfo(zone)) if isinstance(moment, datetime) else moment
