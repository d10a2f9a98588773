"""Occurrences as pages show them: one chip for each day, in the order in which all pages have them.

A chip's id says where it is (day and place in the order), so that one that has moved is another chip: pages take those
that are no more away and put the others in.

What lasts several days is one bar across the days of a week: a chip for each, all in the same row (static/css/features/
bar.css). The row is its place among the bars of a day, whichever calendars they are of; so that it stays the same when
an earlier bar has ended, that one keeps its place until the week is over.
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
        *(
            "at",
            "calendar",
            "classes",
            "date",
            "day",
            "event",
            "hue",
            "id",
            "is_asked",
            "is_busy",
            "is_over",
            "key",
            "number",
        ),
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
        self.is_asked = self.is_busy = False
        self.is_over = False  # keeps the place of a bar that has ended


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


def local(moment):
    """An instant where the viewer is; a date as it is."""
    return timezone.localtime(moment) if isinstance(moment, datetime) else moment
