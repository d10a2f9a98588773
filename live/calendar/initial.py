"""What the form of an event begins with."""

import secrets
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.utils import timezone

from live.calendar import occurring, repeating
from live.calendar.models import Right
from live.calendar.moments import as_stored, wall_of
from live.calendar.recurrence.moments import wall
from live.calendar.rights import calendars_of

HOUR = timedelta(hours=1)
TEXTS = ("title", "place", "description", "capacity", "status", "transparent")


def of_occurrence(occurrence):
    event = occurrence.event
    starts, ends = [wall_of(moment, vars(event)) for moment in map(occurring.midnight_utc, occurrence[1:3])]
    if event.all_day:
        ends -= timedelta(days=1)
    rule = {} if event.recurrence_id else repeating.asked_for(event, first_instance(vars(event) | {"starts": starts}))
    named = {name: getattr(event, name) for name in (*TEXTS, "all_day", "time_zone", "version")}
    calendar = event.calendar.slug
    return named | rule | {"starts": starts, "ends": ends, "calendar": calendar, "at": occurrence.recurrence_id}


def for_new(user, day, hour):
    now = timezone.localtime()
    starts = datetime.combine(day or now.date(), time(hour if hour is not None else 9))
    if hour is None and starts.date() == now.date():
        starts = (now + HOUR).replace(minute=0, second=0, microsecond=0, tzinfo=None)
    zone = timezone.get_current_timezone_name()
    times = {"starts": starts, "ends": starts + HOUR, "time_zone": zone}
    return times | {"calendar": _usual_calendar(user), "every": 1, "nonce": secrets.token_urlsafe(16)}


def of_span(span, zone):
    """From one instant to another."""
    return {"starts": wall(span[0], zone), "ends": wall(span[1], zone), "all_day": False} if span else {}


def _usual_calendar(user):
    """Where most things belong that a group plans: what all of it may write, or else one's own."""
    granted = [each.calendar for each in calendars_of(user) if each.may_write]
    shared = [calendar for calendar in granted if calendar.everybody == Right.WRITE]
    return next((calendar.slug for calendar in [*shared, *granted]), None)


def starts_of(occurrence):
    return occurring.midnight_utc(occurrence.starts)


def first_instance(given):
    """As `recurrence.clean` wants it: a date, or a moment in the event's zone."""
    if given["all_day"]:
        return given["starts"].date()
    return as_stored(given["starts"], given).astimezone(ZoneInfo(given["time_zone"]))


def midnight_of(moment):
    return datetime.combine(moment.date(), time())


def choices_for(user):
    return [(each.calendar.slug, each.calendar.name) for each in calendars_of(user) if each.may_write]
