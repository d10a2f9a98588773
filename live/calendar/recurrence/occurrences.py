"""Events as they take place within a window."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from live.calendar.recurrence.moments import UTC, as_text, day_after, instant, parsed, wall
from live.calendar.recurrence.slots import CLOCKS, Series, moments

DAY = timedelta(1)


class Occurrence(NamedTuple):
    """Once that an event takes place: instants in UTC, dates where it is all day; `ends` is exclusive.

    `recurrence_id` is its slot in the series, empty where there is none; `event` is the master, or the row that says
    how it differs from it.
    """

    event: Any
    starts: date | datetime
    ends: date | datetime
    recurrence_id: str


class Window:
    """From `start` (inclusive) to `end` (exclusive), aware; its days are those of their zone."""

    def __init__(self, start: datetime, end: datetime):
        self.start, self.end = start.astimezone(UTC), end.astimezone(UTC)
        self.first_day, self.day_after = start.date(), max(day_after(end), start.date())

    def holds(self, starts, ends) -> bool:
        """Whether anything of it is inside; what takes no time is where it begins."""
        if isinstance(starts, datetime):
            return starts < self.end and (ends > self.start or starts >= self.start)
        return starts < self.day_after and (ends > self.first_day or starts >= self.first_day)

    def begun_in(self, all_day: bool, lasts: timedelta) -> tuple[Any, Any]:
        """From when on and before when it begins, if it lasts so long and something of it is inside."""
        if all_day:
            return self.first_day - max(lasts, DAY) + DAY, self.day_after
        return self.start - lasts - CLOCKS, self.end


def occurrences(events: Iterable[Any], start: datetime, end: datetime) -> list[Occurrence]:
    """What of `events` takes place between two aware moments, in order; all-day ones by the days of `start`'s zone.

    For a series `events` holds its master and all rows that differ from it (same calendar and UID), also those that
    were moved out of the window: their slots are empty.
    """
    events, window = list(events), Window(start, end)
    differing, left_out = _slots_taken(events)
    found = []
    for event in events:
        if event.recurrence_id:
            if event.recurrence_id not in left_out.get((event.calendar_id, event.uid), ()):
                found += _single(event, window)
        elif event.rrule or event.rdates:
            found += _repeated(event, window, differing.get((event.calendar_id, event.uid), ()))
        else:
            found += _single(event, window)
    return sorted(found, key=_order)


def _order(occurrence):
    moment = occurrence.starts
    if isinstance(moment, datetime):
        return moment, 1, occurrence.event.title, str(occurrence.recurrence_id)
    return datetime(moment.year, moment.month, moment.day, tzinfo=UTC), 0, occurrence.event.title, ""


def _slots_taken(events):
    """Of each series, the slots that rows of their own stand for, and those that are left out."""
    differing, left_out = {}, {}
    for event in events:
        key = event.calendar_id, event.uid
        if event.recurrence_id:
            differing.setdefault(key, set()).add(event.recurrence_id)
        elif event.exdates:
            left_out[key] = set(event.exdates)
    return differing, left_out


def _single(event, window):
    starts, ends = _span(event)
    if window.holds(starts, ends):
        yield Occurrence(event, starts, ends, event.recurrence_id)


def _span(event):
    if event.all_day:
        return event.starts.astimezone(UTC).date(), event.ends.astimezone(UTC).date()
    return event.starts, event.ends


def _repeated(event, window, differing):
    series = Series.of(event)
    usual, periods = _lasts(event, series), _periods(event)
    for starts in moments(series, *window.begun_in(event.all_day, max([usual, *periods.values()]))):
        name = as_text(starts)
        if name not in differing:
            ends = _end(series, starts, periods.get(name, usual))
            if window.holds(starts, ends):
                yield Occurrence(event, starts, ends, name)


def _lasts(event, series):
    """On the wall: what goes from 22:00 to 6:00 does so also in the night in which the clocks are changed."""
    zone = series.zone or "UTC"
    return wall(event.ends, zone) - wall(event.starts, zone)


def _periods(event):
    """How long those of RDATE last that say so themselves, `start/end`."""
    pairs = [value.split("/") for value in event.rdates if "/" in value]
    return {start: parsed(end) - parsed(start) for start, end in pairs}


def _end(series, starts, lasts):
    if not series.zone:
        return starts + timedelta(days=lasts.days)
    return max(instant(wall(starts, series.zone) + lasts, series.zone), starts)
