"""A slot of a series and those that follow: the series ends before it, and another one begins there."""

from contextlib import suppress

from django.utils import timezone

from live.calendar import attending, occurring, recurrence, telling
from live.calendar.models import new_uid
from live.calendar.recurrence.moments import parsed
from live.calendar.rows import TIMES, assign, carry_slots, copy, differ, for_the_first, record_left, save, trace, when
from live.engine import changes


def change(user, event, occurrence, fields):
    before, at = copy(event), occurrence.recurrence_id
    rule_before, rule_after = recurrence.split(event, at)
    bare = _continued(event, at, rule_after)
    following = _changed(bare, event, occurrence, fields)
    is_moved = differ(following, bare, TIMES) or following.rrule != rule_after
    save(following, user, is_moved=False)
    later = _slots_from(event, at)
    gone = [before, *map(copy, later)]
    _hand_over(event, later, bare, following)
    _cut(event, at, rule_before, user)
    attending.copy(event, following, reset=is_moved, actor=user)
    if is_moved:
        telling.of_change(following, user)
    topics = event.shown_on()
    happened = [("changed", event, topic) for topic in topics]
    happened += [("added", following, topic) for topic in following.shown_on()]
    happened += [("left", left, topic) for left in map(trace, gone) for topic in topics]
    changes.record_all(happened)
    return following


def _continued(event, at, rule):
    """The series from that slot on, as another event."""
    following = copy(event)
    following.pk, following.uid, following.created_at = None, new_uid(), timezone.now()
    following.sequence, following.version = 0, 1
    dates = {"rdates": _from(at, event.rdates), "exdates": _from(at, event.exdates)}
    assign(following, _slot_start(event, at) | {"rrule": rule} | dates)
    return following


def _changed(bare, event, occurrence, fields):
    """As it is to be. The rule is the rest of the one before, unless it is another one."""
    following = copy(bare)
    has_own_times = "starts" in fields and occurrence.event.pk != event.pk  # a slot that had been moved before
    assign(following, for_the_first(bare, occurrence, fields) if has_own_times else fields)
    if fields.get("rrule", event.rrule) == event.rrule:
        following.rrule = bare.rrule
    following.series_ends = recurrence.ends(following)
    return following


def _slots_from(event, at):
    return [slot for slot in event.slots.all() if _is_from(at, slot.recurrence_id)]


def _hand_over(event, later, bare, following):
    """What is different later goes on with those that follow."""
    rows = event.slots.quietly().filter(pk__in=[slot.pk for slot in later])
    rows.update(series=following, uid=following.uid, calendar=following.calendar)
    carry_slots(bare, following)
    following.save()


def _slot_start(event, at):
    """The times of a slot as its rule has them."""
    occurrence = occurring.slot_of(copy(event), at)
    return when(occurrence) if occurrence else when(occurring.find(event, at))


def delete(user, event, occurrence):
    before, at = copy(event), occurrence.recurrence_id
    later = _slots_from(event, at)
    gone = list(map(copy, later))
    for slot in later:
        slot.delete()
    telling.of_cancelling(event, user, at)
    _cut(event, at, recurrence.split(event, at)[0], user)
    record_left(event, [before, *gone])


def _cut(event, at, rule, user):
    """Let a series end before a slot."""
    event.rrule = rule
    event.rdates = [value for value in event.rdates if not _is_from(at, value)]
    event.exdates = [value for value in event.exdates if not _is_from(at, value)]
    event.series_ends = recurrence.ends(event)
    save(event, user, is_moved=True)


def _from(at, values):
    return [value for value in values if _is_from(at, value)]


def _is_from(at, value):
    with suppress(ValueError):
        first, there = parsed(at), parsed(value.partition("/")[0])
        return occurring.midnight_utc(there) >= occurring.midnight_utc(first)
    return False
