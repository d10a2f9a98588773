"""What people do with events: each in one transaction that ends by recording what open pages have to show.

A calendar is locked before anything is read that others change.
"""

from django.db import transaction

from live.calendar import attending, following, index, recurrence, slots, whole
from live.calendar.models import Event
from live.calendar.recurrence.moments import as_text, first_instance
from live.calendar.rows import Gone, as_now
from live.engine import changes

THIS, FOLLOWING, ALL = "this", "following", "all"


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
    `version`, Gone if there is no such occurrence any more. Returns the event that it is then.
    """
    event = _lock(occurrence.event, fields.get("calendar"))
    row = event if event.pk == occurrence.event.pk else as_now(occurrence.event.pk)
    if version is not None and row.version != version:
        raise Outdated(row)
    occurrence = occurrence._replace(event=row)
    if not event.repeats:
        return whole.change(user, event, occurrence, fields)
    if scope == THIS:
        _demand_slot(event, occurrence)
        return slots.change(user, event, occurrence, fields)
    if scope == FOLLOWING and occurrence.recurrence_id != as_text(first_instance(event)):
        return following.change(user, event, occurrence, fields)
    return whole.change(user, event, occurrence, fields)


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
        _demand_slot(event, occurrence)
        return slots.delete(user, event, occurrence)
    if event.repeats and scope == FOLLOWING and occurrence.recurrence_id != as_text(first_instance(event)):
        return following.delete(user, event, occurrence)
    return whole.delete(user, event)


def invite(user, event, people):
    """Ask more people to an event."""
    attending.invite_more(as_now(event.number), people, user)


def _lock(event, *calendars):
    """The event or its series as it is now; nobody else changes what is in its calendar until the commit.

    Raises Gone: who may change it was asked of the calendar that it was in.
    """
    names = {f"calendar.calendar.{event.calendar_id}", *(f"calendar.calendar.{each.pk}" for each in calendars if each)}
    for name in (*sorted(names), event.topic):
        changes.lock(name)
    now = as_now(event.number)
    if now.calendar_id != event.calendar_id:
        raise Gone(f"event {now.pk}")
    return now


def _demand_slot(event, occurrence):
    """Raises Gone where it has been left out meanwhile."""
    if occurrence.recurrence_id in event.exdates:
        raise Gone(occurrence.recurrence_id)
