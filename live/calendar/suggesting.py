"""Finding a time within the form for an event: what suits all who are asked to it, taken by a press."""

from datetime import timedelta
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.utils import timezone

from live.calendar import finding
from live.calendar.moments import as_stored
from live.calendar.recurrence.moments import wall

DAYS = 7  # from the day on which it starts, or today
HOUR = timedelta(hours=1)


class Suggestion(NamedTuple):
    """Times on the wall of the form's zone."""

    starts: object
    ends: object

    @property
    def value(self):
        return f"{self.starts:%Y-%m-%dT%H:%M}/{self.ends:%Y-%m-%dT%H:%M}"


def taken(value):
    """The fields of a suggestion that was pressed."""
    starts, _slash, ends = value.partition("/")
    return {"starts": starts, "ends": ends, "all_day": False}


def for_form(form):
    """When all who are chosen in a form, and who had been asked before, are free."""
    zone = _given(form, "time_zone") or timezone.get_current_timezone_name()
    starts, ends = _given(form, "starts"), _given(form, "ends")
    event = form.occurrence and form.occurrence.event.series_or_self
    people = dict.fromkeys([form.user, *(_given(form, "invite") or ()), *finding.asked_to(event)])
    with timezone.override(zone):
        first = max(starts.date(), timezone.localdate()) if starts else timezone.localdate()
        days = finding.days_of(list(people)[: finding.MOST], form.user, first, DAYS, besides=event)
        found = finding.offers(days, _length(starts, ends, zone))
    return [Suggestion(wall(offer.starts, zone), wall(offer.ends, zone)) for offer in found]


def _length(starts, ends, zone):
    if not (starts and ends and starts < ends):
        return HOUR
    fields = {"all_day": False, "time_zone": zone}
    return min(as_stored(ends, fields) - as_stored(starts, fields), timedelta(days=1))


def _given(form, name):
    """What stands in a field, if it can be understood."""
    try:
        return form.fields[name].clean(form.initial.get(name))
    except ValidationError:
        return None
