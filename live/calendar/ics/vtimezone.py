"""VTIMEZONE of the world's zones: what other programs need to know what 19:00 in Berlin is."""

from datetime import UTC, datetime, timedelta
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple
from zoneinfo import ZoneInfo

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard, vRecur

LAST = 2037  # the last year whose changes are looked at; a rule that holds then holds on
DAY = timedelta(1)
DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


class Change(NamedTuple):
    """The clocks are changed at `wall`, by the clock that was right until then."""

    wall: datetime
    before: timedelta
    after: timedelta
    name: str
    is_summer: bool

    @property
    def place(self) -> int:
        """Which of its weekdays in the month: 1 to 4, or -1 where it may be the last."""
        return -1 if (self.wall + timedelta(7)).month != self.wall.month else (self.wall.day - 1) // 7 + 1

    @property
    def kind(self):
        return (
            self.before,
            self.after,
            self.name,
            self.is_summer,
            self.wall.month,
            self.wall.weekday(),
            self.wall.time(),
        )


@lru_cache(200)
def vtimezone(name: str, year: int) -> Timezone:
    """What the clocks of a zone do from the year `year` on."""
    zone = Timezone()
    zone.add("tzid", name)
    changes = _changes(ZoneInfo(name), year)
    zone.add_component(_beginning(ZoneInfo(name), year))
    for group in sorted(_alike(changes), key=lambda group: group[0].wall):
        zone.add_component(_observance(group))
    return zone


def _beginning(zone, year):
    """What is right until the first change."""
    moment = datetime(year - 1, 1, 1, tzinfo=zone)
    offset = moment.utcoffset()
    component = TimezoneDaylight() if moment.dst() else TimezoneStandard()
    return _filled(component, datetime(year - 1, 1, 1), offset, offset, moment.tzname())


def _filled(component, wall, before, after, name):
    component.add("dtstart", wall)
    component.add("tzoffsetfrom", before)
    component.add("tzoffsetto", after)
    component.add("tzname", name)
    return component


def _changes(zone, year):
    found = []
    moment, end = datetime(year - 1, 1, 1, tzinfo=UTC), datetime(max(LAST, year) + 1, 1, 1, tzinfo=UTC)
    while moment < end:
        if _offset(zone, moment) != _offset(zone, moment + DAY):
            found.append(_change(zone, moment, moment + DAY))
        moment += DAY
    return found


def _offset(zone, moment):
    return moment.astimezone(zone).utcoffset()


def _change(zone, early, late):
    before = _offset(zone, early)
    while late - early > timedelta(seconds=1):
        middle = early + (late - early) / 2
        early, late = (middle, late) if _offset(zone, middle) == before else (early, middle)
    moment = late.replace(microsecond=0)
    local = moment.astimezone(zone)
    return Change((moment + before).replace(tzinfo=None), before, local.utcoffset(), local.tzname(), bool(local.dst()))


def _alike(changes):
    """Those that one rule describes, year after year, belong together."""
    ordered = sorted(changes, key=lambda change: (change.kind, change.wall))
    for _kind, group in groupby(ordered, key=lambda change: change.kind):
        yield from _runs(list(group))


def _runs(group):
    run = []
    for change in group:
        if run and (change.wall.year != run[-1].wall.year + 1 or not _places([*run, change])):
            yield run
            run = []
        run.append(change)
    yield run


def _places(run):
    """Which weekday of the month it can be in all these years."""
    return set.intersection(*({change.place, (change.wall.day - 1) // 7 + 1} for change in run))


def _observance(run):
    first, last = run[0], run[-1]
    component = TimezoneDaylight() if first.is_summer else TimezoneStandard()
    _filled(component, first.wall, first.before, first.after, first.name)
    if len(run) > 1:
        place = min(_places(run))
        rule = f"FREQ=YEARLY;BYMONTH={first.wall.month};BYDAY={place}{DAYS[first.wall.weekday()]}"
        if last.wall.year < LAST:
            rule += f";UNTIL={last.wall - last.before + DAY:%Y%m%dT%H%M%SZ}"  # some programs read it as a local time
        component.add("rrule", vRecur.from_ical(rule))
    return component
