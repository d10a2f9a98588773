"""What people do with events: each in one transaction that ends by recording what open pages have to show.

A calendar is locked before anything is read that others change.
"""

from contextlib import suppress

from django.db import transaction
from django.utils import timezone

from live.calendar import attending, index, occurring, recurrence, telling
from live.calendar.models import Event, Trace, When, new_uid
from live.calendar.moments import as_stored, shifted, slot_shifted, wall_of
from live.calendar.recurrence.moments import as_text, first_instance, parsed
from live.engine import changes
from live.search import services as search

THIS, FOLLOWING, ALL = "this", "following", "all"
TIMES = ("starts", "ends", "all_day", "time_zone")
RULES = ("rrule", "rdates", "exdates", "series_ends")
CARRIED = ("title", "description", "place", "status", "transparent", "capacity", "organiser", "extra")


class Outdated(Exception):
    """Somebody else has changed it since. `current` is how it is now."""

    def __init__(self, current):
        super().__init__(f"{current} is at version {current.version}")
        self.current = current


@transaction.atomic
def create_event(user, calendar, invited=(), nonce="", **fields):
    """Put something into a calendar and ask people to it; the same form sent twice makes one event."""
    changes.lock(calendar)
    if nonce:
        fields["uid"] = f"{nonce}@townhall"
        for event in Event.objects.filter(uid=fields["uid"], organiser=user, recurrence_id=""):
            return event
    event = Event(calendar=calendar, organiser=user, changed_by=user, **fields)
    event.series_ends = recurrence.ends(event)
    event.save()
    index.note(event)
    attending.invite(event, invited, user)
    changes.record("added", event, on=event.shown_on())
    return event


@transaction.atomic
def change_event(user, occurrence, fields, scope=ALL, version=None):
    """Change what is said of an occurrence: of it alone, of it and those that follow, or of all.

    `fields` are those of the event as they are to be at that occurrence. Raises Outdated if it has been changed since
    `version`. Returns the event that it is then.
    """
    event = _lock(occurrence.event, fields.get("calendar"))
    row = event if event.pk == occurrence.event.pk else Event.objects.get(pk=occurrence.event.pk)
    if version is not None and row.version != version:
        raise Outdated(row)
    occurrence = occurrence._replace(event=row)
    if not event.repeats:
        return _change_whole(user, event, occurrence, fields)
    if scope == THIS:
        return _change_slot(user, event, occurrence, fields)
    if scope == FOLLOWING and occurrence.recurrence_id != as_text(first_instance(event)):
        return _change_following(user, event, occurrence, fields)
    return _change_whole(user, event, occurrence, fields)


@transaction.atomic
def move_event(user, occurrence, starts, ends, all_day):
    """Put one occurrence somewhere else."""
    fields = {"starts": starts, "ends": ends, "all_day": all_day}
    return change_event(user, occurrence, fields, THIS)


@transaction.atomic
def delete_event(user, occurrence, scope=ALL):
    """Take an occurrence away, with those that follow, or with all of its series."""
    event = _lock(occurrence.event)
    if event.repeats and scope == THIS:
        return _delete_slot(user, event, occurrence)
    if event.repeats and scope == FOLLOWING and occurrence.recurrence_id != as_text(first_instance(event)):
        return _delete_following(user, event, occurrence)
    return _delete_whole(user, event)


def invite(user, event, people):
    """Ask more people to an event."""
    attending.invite_more(Event.objects.get(pk=event.number), people, user)


def _lock(event, *calendars):
    """The event or its series as it is now; nobody else changes what is in its calendar until the commit."""
    names = {f"calendar.calendar.{event.calendar_id}", *(f"calendar.calendar.{each.pk}" for each in calendars if each)}
    for name in (*sorted(names), event.topic):
        changes.lock(name)
    return Event.objects.select_related("calendar").get(pk=event.number)


# All of it


def _change_whole(user, event, occurrence, fields):
    before, shown_before = _copy(event), event.shown_on()
    fields = _for_the_first(event, occurrence, fields)
    for name, value in fields.items():
        setattr(event, name, value)
    is_moved = _differ(event, before, (*TIMES, "rrule"))
    gone = []
    if is_moved:
        gone = _carry_slots(before, event)
        event.series_ends = recurrence.ends(event)
    _save(event, user, is_moved)
    has_left = before.calendar_id != event.calendar_id
    gone = gone if is_moved or not has_left else map(_copy, event.slots.all())
    happened = [
        ("left", trace, topic) for trace in _traces(before, is_moved or has_left, gone) for topic in shown_before
    ]
    if has_left:
        event.slots.quietly().update(calendar=event.calendar)
        happened += [("removed", event, topic) for topic in shown_before[:2]]
    if is_moved:
        attending.reset(event, user)
        telling.of_change(event, user)
    attending.promote(event)
    changes.record_all([("changed", event, topic) for topic in event.shown_on()] + happened)
    return event


def _for_the_first(event, occurrence, fields):
    """The fields as they are to be at the first of a series, where they were given for another."""
    if not event.repeats or "starts" not in fields:
        return fields
    old, new = _when(occurrence), {name: fields.get(name, getattr(event, name)) for name in TIMES}
    delta = wall_of(new["starts"], new) - wall_of(old["starts"], old)
    lasts = wall_of(new["ends"], new) - wall_of(new["starts"], new)
    first = wall_of(event.starts, vars(event)) + delta
    return fields | {"starts": as_stored(first, new), "ends": as_stored(first + lasts, new)}


def _when(occurrence):
    """When an occurrence is, as fields."""
    starts, ends = map(occurring.midnight_utc, (occurrence.starts, occurrence.ends))
    return {
        "starts": starts,
        "ends": ends,
        "all_day": occurrence.event.all_day,
        "time_zone": occurrence.event.time_zone,
    }


def _carry_slots(before, event):
    """What was changed of single slots and which are left out stays with them where they are now; what has no slot
    any more goes. Returns what those were that moved or went.
    """
    moved, delta = [], wall_of(event.starts, vars(event)) - wall_of(before.starts, vars(before))
    event.exdates = [slot_shifted(value, before, event, delta) for value in before.exdates]
    event.rdates = [slot_shifted(value, before, event, delta) for value in before.rdates]
    for slot in event.slots.all():
        moved.append(_copy(slot))
        _carry(slot, before, event, delta)
    return moved


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
    bare = _copy(event)
    return occurring.slot_of(bare, recurrence_id) is not None


def _delete_whole(user, event):
    gone, topics = [_copy(event), *map(_copy, event.slots.all())], event.shown_on()
    telling.of_cancelling(event, user)
    happened = [("removed", f"calendar.event.{event.pk}", topic) for topic in topics]
    happened += [("left", trace, topic) for trace in map(_trace, gone) for topic in topics]
    search.drop(event)
    event.delete()
    changes.record_all(happened)


# One slot


def _change_slot(user, event, occurrence, fields):
    slot, before = occurrence.event, _slot_before(event, occurrence)
    if slot.pk == event.pk:
        slot = Event(calendar=event.calendar, uid=event.uid, recurrence_id=occurrence.recurrence_id, series=event)
        slot.sequence, slot.version = event.sequence, event.version
        _set(slot, {name: getattr(event, name) for name in CARRIED} | _when(occurrence))
    _set(slot, {name: value for name, value in fields.items() if name not in ("calendar", "rrule")})
    slot.series_ends = slot.ends
    is_moved = _differ(slot, before, TIMES)
    _save(slot, user, is_moved)
    happened = [("left", trace, topic) for trace in _traces(before, is_moved) for topic in event.shown_on()]
    if is_moved:
        telling.of_change(event, user, slot.recurrence_id)
    changes.record_all([("changed", event, topic) for topic in event.shown_on()] + happened)
    return slot


def _slot_before(event, occurrence):
    before = _copy(event)
    before.rrule, before.rdates, before.exdates = "", [], []
    _set(before, _when(occurrence))
    before.series_ends = before.ends
    return before


def _delete_slot(user, event, occurrence):
    before = _slot_before(event, occurrence)
    event.slots.quietly().filter(recurrence_id=occurrence.recurrence_id).delete()
    event.exdates = [*event.exdates, occurrence.recurrence_id]
    if _is_empty(event):
        return _delete_whole(user, event)
    _save(event, user, is_moved=True)
    telling.of_cancelling(event, user, occurrence.recurrence_id)
    _record_left(event, [before])
    return None


def _is_empty(event):
    if event.series_ends is None:
        return False
    return not occurring.of_one(event, event.starts - occurring.DAY, event.series_ends + occurring.DAY)


# A slot and those that follow


def _change_following(user, event, occurrence, fields):
    before, at = _copy(event), occurrence.recurrence_id
    rule_before, rule_after = recurrence.split(event, at)
    following = _copy(event)
    following.pk, following.uid, following._state.adding = None, new_uid(), True
    following.sequence, following.version = 0, 1
    following.created_at = timezone.now()
    own = _slot_start(event, at)
    _set(following, own | {"rrule": rule_after, "rdates": _from(at, event.rdates), "exdates": _from(at, event.exdates)})
    bare = _copy(following)
    _set(following, fields)
    if fields.get("rrule", event.rrule) == event.rrule:
        following.rrule = rule_after
    if "starts" in fields and occurrence.event.pk != event.pk:  # a slot that had been moved before
        _set(following, _for_the_first(bare, occurrence, fields))
    is_moved = _differ(following, bare, TIMES) or following.rrule != rule_after
    following.series_ends = recurrence.ends(following)
    _save(following, user, is_moved=False)
    later = [slot for slot in event.slots.all() if _is_from(at, slot.recurrence_id)]
    moved = list(map(_copy, later))
    event.slots.quietly().filter(pk__in=[slot.pk for slot in later]).update(
        series=following, uid=following.uid, calendar=following.calendar
    )
    _carry_slots(bare, following)
    following.save()
    _cut(event, at, rule_before, user)
    attending.copy(event, following, reset=is_moved, actor=user)
    if is_moved:
        telling.of_change(following, user)
    topics = event.shown_on()
    happened = [("changed", event, topic) for topic in topics]
    happened += [("added", following, topic) for topic in following.shown_on()]
    happened += [("left", trace, topic) for trace in map(_trace, [before, *moved]) for topic in topics]
    changes.record_all(happened)
    return following


def _slot_start(event, at):
    """The times of a slot as its rule has them."""
    occurrence = occurring.slot_of(_copy(event), at)
    return _when(occurrence) if occurrence else _when(occurring.find(event, at))


def _delete_following(user, event, occurrence):
    before, at = _copy(event), occurrence.recurrence_id
    later = [slot for slot in event.slots.all() if _is_from(at, slot.recurrence_id)]
    gone = list(map(_copy, later))
    for slot in later:
        slot.delete()
    telling.of_cancelling(event, user, at)
    _cut(event, at, recurrence.split(event, at)[0], user)
    _record_left(event, [before, *gone])


def _cut(event, at, rule, user):
    """Let a series end before a slot."""
    event.rrule = rule
    event.rdates = [value for value in event.rdates if not _is_from(at, value)]
    event.exdates = [value for value in event.exdates if not _is_from(at, value)]
    event.series_ends = recurrence.ends(event)
    _save(event, user, is_moved=True)


def _from(at, values):
    return [value for value in values if _is_from(at, value)]


def _is_from(at, value):
    with suppress(ValueError):
        first, there = parsed(at), parsed(value.partition("/")[0])
        return occurring.midnight_utc(there) >= occurring.midnight_utc(first)
    return False


# Rows


def _set(event, fields):
    for name, value in fields.items():
        setattr(event, name, value)


def _save(event, user, is_moved):
    if not event._state.adding:
        event.version += 1
    event.sequence += is_moved
    event.changed_by, event.changed_at = user, timezone.now()
    event.save()
    index.note(event)


def _copy(event):
    return type(event)(**{field.attname: getattr(event, field.attname) for field in event._meta.concrete_fields})


def _differ(one, other, names):
    return any(getattr(one, name) != getattr(other, name) for name in names)


def _traces(before, is_moved, others=()):
    return [_trace(each) for each in (before, *others)] if is_moved else []


def _trace(event):
    """A note of when it was, for the pages that showed it there."""
    when = {field.name: getattr(event, field.name) for field in When._meta.fields}
    return Trace.objects.create(calendar_id=event.calendar_id, series=event.number, **when)


def _record_left(event, gone):
    traces, topics = list(map(_trace, gone)), event.shown_on()
    happened = [("left", trace, topic) for trace in traces for topic in topics]
    changes.record_all([("changed", event, topic) for topic in topics] + happened)
