"""The rows of an event, as its services change them: copies, traces, and slots that go where their series goes."""

from django.http import Http404
from django.utils import timezone

from live.calendar import index, occurring
from live.calendar.models import Event, Trace, When
from live.calendar.moments import as_stored, shifted, slot_shifted, wall_of
from live.calendar.recurrence.moments import as_text
from live.engine import changes

TIMES = ("starts", "ends", "all_day", "time_zone")


class Gone(Http404):
    """Somebody else has deleted it meanwhile, or put it into another calendar."""


def as_now(number):
    """The row as it is now; called with its topic or its calendar locked. Raises Gone."""
    row = Event.objects.select_related("calendar").filter(pk=number).first()
    if row is None:
        raise Gone(f"event {number}")
    return row


def copy(event):
    return type(event)(**{field.attname: getattr(event, field.attname) for field in event._meta.concrete_fields})


def assign(event, fields):
    for name, value in fields.items():
        setattr(event, name, value)


def differ(one, other, names):
    return any(getattr(one, name) != getattr(other, name) for name in names)


def save(event, user, is_moved):
    if not event._state.adding:
        event.version += 1
    event.sequence += is_moved
    event.changed_by, event.changed_at = user, timezone.now()
    event.save()
    index.note(event)


def trace(event):
    """A note of when it was, for the pages that showed it there."""
    when = {field.name: getattr(event, field.name) for field in When._meta.fields}
    return Trace.objects.create(calendar_id=event.calendar_id, series=event.number, **when)


def record_left(event, gone):
    traces, topics = list(map(trace, gone)), event.shown_on()
    happened = [("left", trace, topic) for trace in traces for topic in topics]
    changes.record_all([("changed", event, topic) for topic in topics] + happened)


# Slots


def when(occurrence):
    """When an occurrence is, as fields."""
    starts, ends = map(occurring.midnight_utc, (occurrence.starts, occurrence.ends))
    return {
        "starts": starts,
        "ends": ends,
        "all_day": occurrence.event.all_day,
        "time_zone": occurrence.event.time_zone,
    }


def alone(event, occurrence):
    """A row that says when one of a series is, and else what the series says."""
    row = copy(event)
    row.rrule, row.rdates, row.exdates = "", [], []
    assign(row, when(occurrence))
    row.series_ends = row.ends
    return row


def for_the_first(event, occurrence, fields):
    """The fields as they are to be at the first of a series, where they were given for another."""
    if not event.repeats or "starts" not in fields:
        return fields
    old, new = when(occurrence), {name: fields.get(name, getattr(event, name)) for name in TIMES}
    delta = wall_of(new["starts"], new) - wall_of(old["starts"], old)
    lasts = wall_of(new["ends"], new) - wall_of(new["starts"], new)
    first = wall_of(event.starts, vars(event)) + delta
    return fields | {"starts": as_stored(first, new), "ends": as_stored(first + lasts, new)}


def carry_slots(before, event):
    """What was changed of single slots and which are left out stays with them where they are now; what has no slot
    any more goes.
    """
    delta = wall_of(event.starts, vars(event)) - wall_of(before.starts, vars(before))
    event.exdates = [slot_shifted(value, before, event, delta) for value in before.exdates]
    event.rdates = [slot_shifted(value, before, event, delta) for value in before.rdates]
    for slot in event.slots.all():
        _carry(slot, before, event, delta)


def _carry(slot, before, event, delta):
    there = slot_shifted(slot.recurrence_id, before, event, delta)
    if not _has_slot(event, there):
        slot.delete()
        return
    if as_text(occurring.span(slot)[0]) == slot.recurrence_id and slot.all_day == before.all_day:
        slot.starts, slot.ends = shifted(slot, event, delta)
        slot.all_day, slot.time_zone = event.all_day, event.time_zone
        slot.series_ends = slot.ends
    slot.recurrence_id = there
    slot.save()


def _has_slot(event, recurrence_id):
    bare = copy(event)
    return occurring.slot_of(bare, recurrence_id) is not None
