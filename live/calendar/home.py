"""What the front page shows of the calendar: what comes next."""

from datetime import timedelta

from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from live.calendar import occurring, recurrence
from live.calendar.chips import local
from live.calendar.models import Event
from live.calendar.rights import calendars_of, calendars_of_people

AHEAD = timedelta(days=14)
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
    rows = _ahead({each for several in calendars.values() for each in several})
    return {person: ({"occurrences": _next(several, rows)}, several) for person, several in calendars.items()}


def _shown(granted):
    return [each.calendar for each in granted if each.may_read and not each.is_hidden]


def _ahead(calendars):
    """The rows that decide what comes."""
    events = Event.objects.filter(calendar__in=calendars).exclude(status=Event.Status.CANCELLED)
    now = timezone.now()
    return list(occurring.around(events.select_related("calendar"), now, now + AHEAD))


def _next(calendars, rows):
    numbers, now = {calendar.pk for calendar in calendars}, timezone.now()
    own = [row for row in rows if row.calendar_id in numbers]
    return [Coming(each) for each in recurrence.occurrences(own, now, now + AHEAD)[:SHOWN]]


class Coming:
    """An occurrence where the viewer is."""

    def __init__(self, occurrence):
        self.event = occurrence.event
        self.starts = local(occurrence.starts)
        self.url = occurring.address(occurrence)
