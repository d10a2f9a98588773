"""What the front page shows of the calendar: what comes next."""

from datetime import timedelta

from django.utils import timezone

from live.calendar import occurring
from live.calendar.chips import local
from live.calendar.rights import calendars_of

AHEAD = timedelta(days=14)
SHOWN = 6


def section(user):
    """The next events in the calendars that somebody reads and shows; for visitors, in those that are public."""
    calendars = [each.calendar for each in calendars_of(user) if each.may_read and not each.is_hidden]
    if not calendars:
        return None
    now = timezone.now()
    return {"occurrences": [Coming(each) for each in occurring.next_events(calendars, now, now + AHEAD, SHOWN)]}


class Coming:
    """An occurrence where the viewer is."""

    def __init__(self, occurrence):
        self.event = occurrence.event
        self.starts = local(occurrence.starts)
        self.url = occurring.address(occurrence)
