"""Times on the wall of an event's zone, which is where people mean them, and how they are stored.

`fields` are `all_day` and `time_zone`, of an event or of a form.
"""

from datetime import UTC, datetime, time

from live.calendar.recurrence.moments import as_text, instant, parsed, wall


def wall_of(moment, fields):
    """A stored moment as a time on the wall, naive; of what lasts whole days its midnight."""
    return wall(moment, "UTC" if fields["all_day"] else fields["time_zone"])


def as_stored(local, fields):
    """The way back."""
    if fields["all_day"]:
        return datetime.combine(local.date(), time(), tzinfo=UTC)
    return instant(local, fields["time_zone"])


def shifted(event, series, delta):
    """The start and the end of an event, so much later on the wall, as its series stores them."""
    return [as_stored(wall_of(moment, vars(event)) + delta, vars(series)) for moment in (event.starts, event.ends)]


def slot_shifted(value, before, after, delta):
    """The name of a slot, or a date of RDATE or EXDATE, so much later on the wall."""
    name, slash, end = value.partition("/")
    there = _shift(name, before, after, delta)
    return f"{there}/{_shift(end, before, after, delta)}" if slash else there


def _shift(name, before, after, delta):
    moment = parsed(name)
    if not isinstance(moment, datetime):
        local = datetime.combine(moment, time() if before.all_day else wall_of(before.starts, vars(before)).time())
    else:
        local = wall_of(moment, vars(before)) if moment.tzinfo else moment
    stored = as_stored(local + delta, vars(after))
    return as_text(stored.date() if after.all_day else stored)
