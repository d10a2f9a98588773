"""All of an event, or of a series: changed, deleted."""

from live.calendar import attending, recurrence, telling
from live.calendar.models import new_uid
from live.calendar.rows import TIMES, assign, carry_slots, copy, differ, for_the_first, save, trace
from live.engine import changes
from live.search import services as search


def change(user, event, occurrence, fields):
    before = copy(event)
    assign(event, for_the_first(event, occurrence, fields))
    is_moved, has_left = differ(event, before, (*TIMES, "rrule")), before.calendar_id != event.calendar_id
    traces = [trace(each) for each in (before, *map(copy, event.slots.all()))] if is_moved or has_left else []
    if is_moved:
        carry_slots(before, event)
        event.series_ends = recurrence.ends(event)
    if has_left:
        _take_along_slots(event)
    save(event, user, is_moved)
    if is_moved:
        attending.reset(event, user)
        telling.of_change(event, user)
    attending.promote(event)
    topics = before.shown_on()
    happened = [("changed", event, topic) for topic in event.shown_on()]
    happened += [("left", trace, topic) for trace in traces for topic in topics]
    happened += [("removed", event, topic) for topic in topics[:2] if has_left]
    changes.record_all(happened)
    return event


def _take_along_slots(event):
    """To another calendar, where the same may be already: imported, say."""
    if event.calendar.events.filter(uid=event.uid).exists():
        event.uid = new_uid()
    event.slots.quietly().update(calendar=event.calendar, uid=event.uid)


def delete(user, event):
    gone, topics = [copy(event), *map(copy, event.slots.all())], event.shown_on()
    telling.of_cancelling(event, user)
    happened = [("removed", f"calendar.event.{event.pk}", topic) for topic in topics]
    happened += [("left", trace, topic) for trace in map(trace, gone) for topic in topics]
    search.drop(event)
    event.delete()
    changes.record_all(happened)
