"""The slots of a series within a window: where its rules put it, before anything was moved.

Through dateutil, as recurring-ical-events does, but from near the window on instead of from the first instance, within
bounds, and remembered: docs/decisions/0005-expanding-rules.md.
"""

from datetime import date, datetime, time, timedelta
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from dateutil import rrule as library

from live.calendar.recurrence.moments import instant, parsed, wall
from live.calendar.recurrence.rules import parts, text

MOST = 1_000  # slots of one rule in one window
STEPS = 100_000  # periods of one rule that are looked at, some 0.2 s: rules by the second reach a day
LENGTH = {  # days of a period, at least
    "SECONDLY": 1 / 86400,
    "MINUTELY": 1 / 1440,
    "HOURLY": 1 / 24,
    "DAILY": 1,
    "WEEKLY": 7,
    "MONTHLY": 28,
    "YEARLY": 365,
}
IMPLIED = {"MONTHLY": ("BYMONTHDAY",), "YEARLY": ("BYMONTH", "BYMONTHDAY")}
DECIDING = {"BYWEEKNO", "BYYEARDAY", "BYMONTHDAY", "BYDAY"}
END = datetime(9999, 12, 1)
CLOCKS = timedelta(hours=3)  # by which they are changed, at most


class Series(NamedTuple):
    """What decides where an event's instances are: equal series have equal slots. `zone` is empty where it is all day.

    A slot is a time on the wall of the zone, naive; of an all-day event at midnight.
    """

    first: datetime
    zone: str
    rules: tuple[str, ...]
    rdates: tuple[str, ...]
    exdates: tuple[str, ...]

    @classmethod
    def of(cls, event) -> "Series":
        zone = "" if event.all_day else event.time_zone
        rules = tuple(event.rrule.splitlines())
        return cls(wall(event.starts, zone or "UTC"), zone, rules, tuple(event.rdates), tuple(event.exdates))

    def local(self, value: str) -> datetime:
        """A day or an instant, `20261120` or `20261120T180000Z`, as a slot would have it."""
        moment = parsed(value)
        if not isinstance(moment, datetime):
            return datetime.combine(moment, time() if not self.zone else self.first.time())
        if not self.zone:
            return datetime.combine(moment, time())
        return wall(moment, self.zone) if moment.tzinfo else moment

    def around(self, after: date | datetime, before: date | datetime) -> tuple[datetime, datetime]:
        """Between which slots all that begins between these moments has its own; more, for clocks are changed."""
        if not self.zone:
            return datetime.combine(after, time()), datetime.combine(before, time())
        return wall(after, self.zone) - CLOCKS, wall(before, self.zone) + CLOCKS

    def moment(self, slot: datetime) -> date | datetime:
        """What a slot is to everybody: an instant, or a date."""
        return instant(slot, self.zone) if self.zone else slot.date()


@lru_cache(10_000)
def moments(series: Series, after: date | datetime, before: date | datetime) -> tuple[date | datetime, ...]:
    """When it begins, in order, from `after` on and before `before`: instants in UTC, dates where it is all day.

    RDATE ∪ RRULE minus EXDATE, the first instance included.
    """
    first, last = series.around(after, before)
    left_out = {series.local(value) for value in series.exdates}
    found = set()
    for each in (_given(series), *(by_rule(series, rule, first, last) for rule in series.rules)):
        begun = (series.moment(slot) for slot in each if slot not in left_out)
        found.update(islice((moment for moment in begun if after <= moment < before), MOST))
    return tuple(sorted(found))


def _given(series):
    return [series.first, *(series.local(value.partition("/")[0]) for value in series.rdates)]


def by_rule(series: Series, rule: str, after: datetime, before: datetime):
    """Where one rule puts it, in order; the first instance counts for COUNT also where the rule leaves it out."""
    found = parts(rule)
    until = series.local(found.pop("UNTIL")) if "UNTIL" in found else None
    if until is not None:
        before = min(before, until + timedelta(seconds=1))
    if "COUNT" in found:
        return (slot for slot in _counted(series, found, before) if slot >= after)
    start = _near(series.first, found, after)
    return _expanded(found, start, max(after, series.first), before)


def _counted(series, found, before):
    number = int(found.pop("COUNT"))
    rest = _expanded(found, series.first, series.first, before)
    first = next(rest, None)
    if len(series.rules) == 1 and first != series.first:
        number -= 1
    if first is not None and number > 0:
        yield first
        yield from islice(rest, number - 1)


def _expanded(found, start, after, before):
    """dateutil looks for the next instance until the year 9999, where there may be none. The calendar is the same every
    400 years, days of the week included: so it is asked about the last such age, which is soon over.
    """
    before = min(before, _reach(found, start))
    if start >= before:
        return
    ages = (9999 - before.year) // 400 * 400
    until = f";UNTIL={before.year + ages:04}{before:%m%dT%H%M%S}"
    rule = library.rrulestr(text(found) + until, dtstart=start.replace(year=start.year + ages))
    for late in islice(rule, STEPS):
        slot = late.replace(year=late.year - ages)
        if slot >= before:
            return
        if slot >= after:
            yield slot


def _reach(found, start):
    try:
        return start + timedelta(days=STEPS * int(found.get("INTERVAL", 1)) * LENGTH[found["FREQ"]])
    except OverflowError:
        return END


def _near(first, found, after):
    """A beginning at most two periods before `after` from which the rule gives the same; what it says by itself of
    its first instance (monthly, on that day of the month) is written into `found`.
    """
    frequency, interval = found["FREQ"], int(found.get("INTERVAL", 1))
    if frequency in IMPLIED:
        if not DECIDING & found.keys():
            found["BYMONTHDAY"] = str(first.day)
            if frequency == "YEARLY":
                found.setdefault("BYMONTH", str(first.month))
        return _near_month(first, interval * (12 if frequency == "YEARLY" else 1), after)
    seconds = round(LENGTH[frequency] * 86400) * interval
    periods = int((after - first).total_seconds() // seconds) - 1
    return first + timedelta(seconds=seconds * periods) if periods > 0 else first


def _near_month(first, months, after):
    periods = ((after.year - first.year) * 12 + after.month - first.month) // months - 1
    if periods <= 0:
        return first
    years, month = divmod(first.month - 1 + periods * months, 12)
    if months % 12 == 0:
        return first.replace(year=first.year + years, month=1, day=1)
    return first.replace(year=first.year + years, month=month + 1, day=1)
