"""Occurrences as pages show them: one chip for each day, in the order in which all pages have them.

A chip's id says where it is (day and place in the order), so that one that has moved is another chip: pages take those
that are no more away and put the others in.

What lasts several days is one bar across the days of a week: a chip for each, all in the same row (static/css/features/
bar.css). The row is its place among the bars of a day, whichever calendars they are of; so that it stays the same when
an earlier bar has ended, that one keeps its place until the week is over.
"""

from datetime import date, datetime, timedelta

from django.utils import timezone
from django.utils.html import escape
from django.utils.safestring import SafeString

from live.calendar.models import Event
from live.calendar.windows import DAY

WHOLE_DAY = timedelta(days=1)
QUARTER = 15  # minutes: the rows of an hour grid


class Chip:
    """What `calendar/chip.html` needs, worked out before, and as texts that are escaped: a page may have thousands."""

    __slots__ = (
        *("at", "calendar", "classes", "date", "day", "event", "id", "is_asked", "is_busy", "is_over"),
        *("key", "number", "order", "place", "query", "starts", "status", "target", "time", "title"),
    )

    __getitem__ = object.__getattribute__  # where templates look first: half of what an attribute costs them

    def __init__(self, occurrence, day, start, order, into="chips", classes=""):
        event = self.event = occurrence.event
        number = event.number
        self.at = SafeString(occurrence.recurrence_id)
        self.number, self.calendar = SafeString(number), SafeString(event.calendar_id)
        self.query = SafeString(f"?at={self.at}" if self.at else "")
        self.title, self.place = escape(event.title), event.place and escape(event.place)
        self.status = "" if event.status == Event.Status.CONFIRMED else SafeString(event.status)
        self.day, self.date = day, SafeString(day.isoformat())
        self.order = (*order, number, self.at)
        self.key = SafeString("-".join(map(str, self.order)))
        self.id = SafeString(f"{into[0]}-{self.date.replace('-', '')}-{self.key}")
        self.target = SafeString(f"{into}-{self.date}")
        self.starts = SafeString(start.isoformat())
        self.time = SafeString(f"{start.hour:02}:{start.minute:02}") if isinstance(start, datetime) else ""
        self.classes = SafeString(f"hue-{event.calendar.hue}{classes}")
        self.is_asked = self.is_busy = False
        self.is_over = False  # keeps the place of a bar that has ended


def chips_of(occurrences, window):
    """The chips of a window, in order."""
    make = _in_hours if window.kind in ("week", "day") else _in_days
    zone = timezone.get_current_timezone()
    spans = ((each, local(each.starts, zone), local(each.ends, zone)) for each in occurrences)
    chips = [chip for span in spans for chip in make(*span, window) if window.holds(chip.day)]
    return sorted(chips, key=lambda chip: (chip.day, chip.target, chip.order))


def _in_days(occurrence, start, end, window):
    """Below each day: what lasts whole days first, then by the hour; what goes past midnight stands where it begins."""
    if lasts_days(start, end):
        return _bar(occurrence, start, end, window)
    return [Chip(occurrence, start.date(), start, (2, f"{start.hour:02}{start.minute:02}"))]


def _in_hours(occurrence, start, end, window):
    """In an hour grid: what lasts whole days above it, the rest where its hours are, on each day."""
    if lasts_days(start, end):
        return _bar(occurrence, start, end, window)
    return [_piece(occurrence, start, end, day) for day in _days(start, end)]


def _bar(occurrence, start, end, window):
    days = list(_days(start, end))
    order = (1, f"{days[0]:%Y%m%d}", 99999 - len(days))
    for day in filter(window.holds, days):
        yield Chip(occurrence, day, start, order, classes=" chip--bar" + _part(day, days, window))
    if len(days) > 1:
        for day in filter(window.holds, _rest_of_week(days[-1], window)):
            chip = Chip(occurrence, day, start, order)
            chip.is_over = True
            yield chip


def _part(day, days, window):
    """Of a bar: what is before and after that day in its week."""
    if len(days) == 1:
        return ""
    is_first, is_last = day == days[0], day == days[-1]
    joined = " chip--long" + ("" if is_first else " chip--from") + ("" if is_last else " chip--on")
    if not window.has_weeks:
        return joined
    weekday = _weekday(day, window)
    if is_first or weekday == 0:
        return f"{joined} span-{min((days[-1] - day).days + 1, 7 - weekday)}"
    return joined + " chip--part"


def _rest_of_week(last, window):
    if not window.has_weeks:
        return []
    return [last + number * DAY for number in range(1, 7 - _weekday(last, window))]


def _weekday(day, window):
    """How far into a week of the page it is."""
    return (day - window.first).days % 7


def _piece(occurrence, start, end, day):
    from_ = _quarter(start) if start.date() == day else 0
    to = min(_quarter(end, up=True), 96) if end.date() == day else 96
    length = max(2, to - from_)
    from_ = min(from_, 96 - length)
    classes = _line("from", from_) + _line("to", from_ + length) + (" chip--short" if length < 4 else "")
    return Chip(occurrence, day, start, (2, f"{start:%H%M}", 99 - length), "hours", classes)


def _line(word, quarter):
    """A line of the hour grid as classes: ` from-9h from-30m`."""
    hour, past = divmod(quarter, 4)
    return f" {word}-{hour}h" + (f" {word}-{past * QUARTER}m" if past else "")


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


def local(moment, zone=None):
    """An instant where the viewer is; a date as it is."""
    return moment.astimezone(zone or timezone.get_current_timezone()) if isinstance(moment, datetime) else moment
