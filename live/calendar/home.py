"""What the front page shows of the calendar: what comes next."""

from datetime import date, datetime
from itertools import islice
from typing import NamedTuple

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q
from django.utils import timezone

from live.calendar import invitations, occurring, recurrence
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
    """The next events in the calendars that somebody reads and shows, and what they are asked to; for visitors, in
    those that are public.
    """
    if user.is_authenticated:
        return sections_of([user.pk])[user.pk][0]
    return section_of_strangers() if calendars_of(user) else None


def section_of_strangers():
    calendars = [each.calendar for each in calendars_of(AnonymousUser())]
    return {"occurrences": _next(calendars, (), _ahead(Q(calendar__in=calendars)))}


def sections_of(people):
    """The sections of many, by their numbers, with the queries of one; and the calendars in each."""
    granted = calendars_of_people(people)
    asked = invitations.beside(granted)
    calendars = {person: [each.calendar for each in several if each.is_read] for person, several in granted.items()}
    everybodys = {each for several in calendars.values() for each in several}
    ahead = _ahead(Q(calendar__in=everybodys) | invitations.of_people(people))
    return {
        person: ({"occurrences": _next(several, invitations.numbers_in(asked[person]), ahead)}, several)
        for person, several in calendars.items()
    }


def until(section) -> datetime:
    """When a section comes to look different though nothing has happened: the first of it is over, or the day is."""
    ends = [coming.ends for coming in section["occurrences"] if isinstance(coming.ends, datetime)]
    return min([*ends, midnight(timezone.localdate() + DAY)])


def _ahead(shown):
    """What comes of such rows, in order, where the viewer is.

    Of whole days, so that what rules answer is remembered until the next.
    """
    now, today = timezone.now(), timezone.localdate()
    first, last = midnight(today), midnight(today + AHEAD)
    rows = occurring.around(Event.objects.filter(shown).select_related("calendar"), first, last)
    return [each for each in recurrence.occurrences(rows, first, last) if _is_ahead(each, now)]


def _is_ahead(occurrence, now):
    is_over = isinstance(occurrence.ends, datetime) and occurrence.ends <= now
    return not is_over and occurrence.event.status != Event.Status.CANCELLED


def _next(calendars, asked, ahead):
    numbers = {calendar.pk for calendar in calendars}
    own = (each for each in ahead if each.event.calendar_id in numbers or each.event.number in asked)
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
