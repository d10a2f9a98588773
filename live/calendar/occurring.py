"""What takes place in a window."""

from datetime import UTC, datetime

from django.db.models import Q
from django.utils import timezone

from live.calendar import recurrence
from live.calendar.recurrence.moments import parsed
from live.calendar.windows import DAY


def around(events, start, end):
    """The rows that decide what takes place between these moments: series, what is different in their slots, others.

    A day more on either side: what lasts whole days is stored in UTC.
    """
    start, end = start - DAY, end + DAY
    at_the_time = Q(series_ends__gte=start) | Q(series_ends=None), Q(starts__lt=end)
    of_such_a_series = Q(series__series_ends__gte=start) | Q(series__isnull=False, series__series_ends=None)
    return events.filter(Q(*at_the_time) | of_such_a_series & Q(series__starts__lt=end))


def of_one(event, start, end):
    """The occurrences of one event or series between two moments."""
    return recurrence.occurrences([event, *event.slots.all()], start, end)


def was_there(trace, window):
    """Whether something that has been moved or deleted was in the window."""
    return bool(recurrence.occurrences([trace], window.starts, window.ends))


def find(event, recurrence_id):
    """The occurrence of a series in that slot, or the only one; None where there is none (any more)."""
    if not event.repeats:
        return recurrence.Occurrence(event, *span(event), event.recurrence_id)
    for slot in event.slots.filter(recurrence_id=recurrence_id):
        return recurrence.Occurrence(slot, *span(slot), recurrence_id)
    return slot_of(event, recurrence_id)


def slot_of(event, recurrence_id):
    """A slot of a series as its rules have it; None where there is none."""
    try:
        there = midnight_utc(parsed(recurrence_id))
    except ValueError:
        return None
    near = recurrence.occurrences([event], there - DAY, there + 2 * DAY)
    return next((each for each in near if each.recurrence_id == recurrence_id), None)


def as_it_is(event, occurrence):
    """The same occurrence of an event that has been changed meanwhile."""
    if event.repeats and event.recurrence_id == "":
        return slot_of(event, occurrence.recurrence_id) or recurrence.Occurrence(event, *span(event), "")
    return recurrence.Occurrence(event, *span(event), event.recurrence_id)


def upcoming(event):
    """The next occurrence of a series, or its last."""
    now = timezone.now()
    if event.series_ends is None or event.series_ends > now:
        ahead = of_one(event, max(now, event.starts - DAY), max(now, event.starts) + 366 * DAY)
        if ahead:
            return ahead[0]
    last = event.series_ends or now
    return next(reversed(of_one(event, max(event.starts - DAY, last - 366 * DAY), last + DAY)), None)


def page_of(event, recurrence_id):
    """The address of an occurrence's page; of what is no series any more, or another one, of the event's."""
    slot = event.recurrence_id or (recurrence_id if event.repeats and slot_of(event, recurrence_id) else "")
    return event.get_absolute_url() + (f"?at={slot}" if slot else "")


def address(occurrence):
    return occurrence.event.get_absolute_url() + (f"?at={occurrence.recurrence_id}" if occurrence.recurrence_id else "")


def local_day(event):
    """The day on which an event begins, where the viewer is."""
    return event.starts.date() if event.all_day else timezone.localdate(event.starts)


def midnight_utc(moment):
    if isinstance(moment, datetime):
        return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return datetime(moment.year, moment.month, moment.day, tzinfo=UTC)


def span(event):
    """From when to when it lasts: instants, or days where it lasts whole days."""
    return (event.starts.date(), event.ends.date()) if event.all_day else (event.starts, event.ends)
