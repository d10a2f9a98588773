"""One slot of a series: what is different there is a row of its own; what is left out, an EXDATE."""

from live.calendar import occurring, telling, whole
from live.calendar.models import Event
from live.calendar.rows import TIMES, alone, assign, differ, record_left, save, trace, when
from live.engine import changes

CARRIED = ("title", "description", "place", "status", "transparent", "capacity", "organiser", "extra")


def change(user, event, occurrence, fields):
    slot, before = occurrence.event, alone(event, occurrence)
    if slot.pk == event.pk:
        slot = Event(calendar=event.calendar, uid=event.uid, recurrence_id=occurrence.recurrence_id, series=event)
        slot.sequence, slot.version = event.sequence, event.version
        assign(slot, {name: getattr(event, name) for name in CARRIED} | when(occurrence))
    assign(slot, {name: value for name, value in fields.items() if name not in ("calendar", "rrule")})
    slot.series_ends = slot.ends
    is_moved = differ(slot, before, TIMES)
    save(slot, user, is_moved)
    traces, topics = [trace(before)] if is_moved else [], event.shown_on()
    happened = [("left", trace, topic) for trace in traces for topic in topics]
    if is_moved:
        telling.of_change(event, user, slot.recurrence_id)
    changes.record_all([("changed", event, topic) for topic in topics] + happened)
    return slot


def delete(user, event, occurrence):
    before = alone(event, occurrence)
    event.slots.quietly().filter(recurrence_id=occurrence.recurrence_id).delete()
    event.exdates = [*event.exdates, occurrence.recurrence_id]
    if _is_empty(event):
        return whole.delete(user, event)
    save(event, user, is_moved=True)
    telling.of_cancelling(event, user, occurrence.recurrence_id)
    record_left(event, [before])
    return None


def _is_empty(event):
    if event.series_ends is None:
        return False
    return not occurring.of_one(event, event.starts - occurring.DAY, event.series_ends + occurring.DAY)
