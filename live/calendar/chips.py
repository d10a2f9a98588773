"""Occurrences as pages show them: one chip for each day, in the order in which all pages have them.

A chip's id says where it is (day and place in the order), so that one that has moved is another chip: pages take those
that are no more away and put the others in.
"""

from datetime import date, datetime, timedelta

from django.utils import timezone
from django.utils.safestring import SafeString

from live.calendar.windows import DAY

WHOLE_DAY = timedelta(days=1)
QUARTER = 15  # minutes: the rows of an hour grid


class Chip:
    """What `calendar/chip.html` needs, worked out before and as text: a page may have thousands."""

    __slots__ = (
        *("at", "calendar", "classes", "date", "day", "event", "hue", "id", "is_busy", "key", "number"),
        *("order", "starts", "target", "time"),
    )

    def __init__(self, occurrence, day, start, order, place="chips", classes=""):
        event = self.event = occurrence.event
        self.at = occurrence.recurrence_id
        self.number, self.calendar = SafeString(event.number), SafeString(event.calendar_id)
        self.hue = SafeString(event.calendar.hue)
        self.day, self.date = day, SafeString(day.isoformat())
        self.order = (*order, event.number, self.at)
        self.key = "-".join(map(str, self.order))
        self.id = f"{place[0]}-{day:%Y%m%d}-{self.key}"
        self.target = f"{place}-{self.date}"
        self.starts = SafeString(start.isoformat())
        self.time = SafeString(f"{start:%H:%M}") if isinstance(start, datetime) else ""
        self.classes = SafeString(classes)
        self.is_busy = False


def chips_of(occurrences, window):
    """The chips of a window, in order."""
    make = _in_hours if window.kind in ("week", "day") else _in_days
    chips = [chip for occurrence in occurrences for chip in make(occurrence, window) if window.holds(chip.day)]
    return sorted(chips, key=lambda chip: (chip.day, chip.target, chip.order))


def _in_days(occurrence, window):
    """Below each day: what lasts whole days first, then by the hour; what goes past midnight stands where it begins."""
    start, end = local(occurrence.starts), local(occurrence.ends)
    if lasts_days(start, end):
        return _bar(occurrence, start, end, window)
    return [Chip(occurrence, start.date(), start, (2, f"{start:%H%M}"))]


def _in_hours(occurrence, window):
    """In an hour grid: what lasts whole days above it, the rest where its hours are, on each day."""
    start, end = local(occurrence.starts), local(occurrence.ends)
    if lasts_days(start, end):
        return _bar(occurrence, start, end, window)
    return [_piece(occurrence, start, end, day) for day in _days(start, end)]


def _bar(occurrence, start, end, window):
    days = list(_days(start, end))
    order = (1, f"{days[0]:%Y%m%d}", 99999 - len(days))
    chips = []
    for day in days:
        if window.holds(day):
            joined = " chip--bar" + (" chip--from" if day != days[0] else "") + (" chip--on" if day != days[-1] else "")
            chips.append(Chip(occurrence, day, start, order, classes=joined))
    return chips


def _piece(occurrence, start, end, day):
    from_ = _quarter(start) if start.date() == day else 0
    to = _quarter(end, up=True) if end.date() == day else 96
    length = max(2, min(to, 96) - from_)
    from_ = min(from_, 96 - length)
    classes = f" from-{from_} for-{length}" + (" chip--short" if length < 4 else "")
    return Chip(occurrence, day, start, (2, f"{start:%H%M}", 99 - length), "hours", classes)


def _quarter(moment, up=False):
    minutes = moment.hour * 60 + moment.minute
    return -(-minutes // QUARTER) if up else minutes // QUARTER


def lasts_days(start, end):
    return not isinstance(start, datetime) or end - start >= WHOLE_DAY


def _days(start, end):
    """Those that it touches."""
    first, last = _date(start), _date(end - (timedelta(microseconds=1) if isinstance(end, datetime) else DAY))
    for number in range(max((last - first).days, 0) + 1):
        yield first + number * DAY


def _date(moment) -> date:
    return moment.date() if isinstance(moment, datetime) else moment


def local(moment):
    """An instant where the viewer is; a date as it is."""
    return timezone.localtime(moment) if isinstance(moment, datetime) else moment
