"""What the front page shows of the calendar: what comes next."""

from datetime import date, datetime
from itertools import islice
from typing import NamedTuple

from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from live.calendar import occurring, recurrence
from live.calendar.chips import local
from live.calendar.models import Event
from live.calendar.rights import calendars_of, calendars_of_people
from live.calendar.windows import DAY, midnight

AHEAD = 15 * DAY  # today included
SHOWN = 6


def live(user):
    """Strangers see what is public, the same for all; everybody else has a list of their own."""
    if user.is_authenticated:
        return [], [("coming", "")]
    return [(each.calendar, "coming") for each in calendars_of(user)], []


def section(user):
    """The next events in the calendars that somebody reads and shows; for visitors, in those that are public."""
    calendars = _shown(calendars_of(user))
    return {"occurrences": _next(calendars, _ahead(calendars))} if calendars else None


def section_of_strangers():
    return section(AnonymousUser()) or {"occurrences": []}


def sections_of(people):
    """The sections of many, by their numbers, with the queries of one; and the calendars in each."""
    calendars = {person: _shown(granted) for person, granted in calendars_of_people(people).items()}
    ahead = _ahead({each for several in calendars.values() for each in several})
    return {person: ({"occurrences": _next(several, ahead)}, several) for person, several in calendars.items()}


def until(section) -> datetime:
    """When a section comes to look different though nothing has happened: the first of it is over, or the day is."""
    ends = [coming.ends for coming in section["occurrences"] if isinstance(coming.ends, datetime)]
    return min([*ends, midnight(timezone.localdate() + DAY)])


def _shown(granted):
    return [each.calendar for each in granted if each.may_read and not each.is_hidden]


def _ahead(calendars):
    """What comes in any of them, in order, where the viewer is.

    Of whole days, so that what rules answer is remembered until the next.
    """
    now, today = timezone.now(), timezone.localdate()
    first, last = midnight(today), midnight(today + AHEAD)
    rows = occurring.around(Event.objects.filter(calendar__in=calendars).select_related("calendar"), first, last)
    return [each for each in recurrence.occurrences(rows, first, last) if _is_ahead(each, now)]


def _is_ahead(occurrence, now):
    is_over = isinstance(occurrence.ends, datetime) and occurrence.ends <= now
    return not is_over and occurrence.event.status != Event.Status.CANCELLED


def _next(calendars, ahead):
    numbers = {calendar.pk for calendar in calendars}
    own = (each for each in ahead if each.event.calendar_id in numbers)
    return [Coming.of(each) for each in islice(own, SHOWN)]


class Coming(NamedTuple):
    """An occurrence where the viewer is."""

    event: Event
    starts: date | datetime
    ends: date | datetime
    url: str

    @classmethod
    def of(cls, occurrence):
        starts, ends = local(occurrence.starts), local(occurrence.ends)
        return cls(occurrence.event, starts, ends, occurring.address(occurrence))
