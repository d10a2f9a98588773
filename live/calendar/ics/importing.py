"""Taking over what a file says: read outside of any transaction, then kept as a whole or not at all."""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from live.calendar import attending, index, telling
from live.calendar.ics import itip, reading
from live.calendar.ics.incoming import Incoming, incoming
from live.calendar.ics.merging import is_stale, settled
from live.calendar.ics.properties import Bad
from live.calendar.ics.reading import AT_ONCE, portions
from live.calendar.ics.zones import Zones
from live.calendar.models import Attendance, Event
from live.calendar.recurrence.slots import Series
from live.calendar.rows import TIMES
from live.engine import changes
from live.search import services as search

COMPARED = [  # what an import decides
    *("sequence", "title", "description", "place", "status", "transparent", "extra"),
    *("starts", "ends", "all_day", "time_zone", "rrule", "rdates", "exdates", "series_ends"),
]
MOVING = {*TIMES, "rrule"}
KEPT = [*COMPARED, "changed_at", "changed_by", "version"]
ANSWERS = ("REPLY", "COUNTER", "REFRESH", "DECLINECOUNTER", "CANCEL", "ADD")  # they are about events that are here


class Problem(NamedTuple):
    line: int
    what: str
    reason: str


class Read(NamedTuple):
    events: list[Incoming]
    messages: list[itip.Message]
    problems: list[Problem]
    others: int


def read(text: str, zone: str, progress: Callable[[int, int], None] = lambda done, total: None) -> Read:
    """Raises Unreadable. `zone` is that of times which name none; `progress` is told how far it is."""
    pieces = reading.taken_apart(text)
    zones = Zones(pieces.zones, zone)
    result = Read([], [], [problem(piece, _("It does not end.")) for piece in pieces.unended], pieces.others)
    for number, piece in enumerate(pieces.events):
        progress(number, len(pieces.events))
        try:
            if piece.method in ANSWERS:
                result.messages.append(itip.message(piece, zones))
            else:
                result.events.append(incoming(piece, zones))
        except Bad as bad:
            result.problems.append(problem(piece, str(bad)))
    return result


def problem(piece, reason):
    return Problem(piece.line, (piece.value("SUMMARY") or piece.value("UID"))[:100], reason)


class Outcome(NamedTuple):
    """`moved` are those of the changed that are at another time."""

    added: list[Event]
    changed: list[Event]
    moved: list[Event]
    removed: list[Event]
    unchanged: int
    older: int


@transaction.atomic
def take_over(found: list[Incoming], calendar, person) -> Outcome:
    """By UID: what is new is added, what is here is changed unless its SEQUENCE is higher; twice changes nothing."""
    changes.lock(calendar)
    rows = settled(found)
    here = _here(calendar, {row.uid for row in rows})
    outcome = Outcome([], [], [], [], 0, 0)
    for family in _families(rows):
        outcome = _compare(family, here.get(family[0].uid, {}), outcome)
    _keep(outcome, calendar, person)
    if outcome.added or outcome.changed or outcome.removed:
        _tell(outcome, calendar, person)
    return outcome


def _tell(outcome, calendar, person):
    """Topics are locked before people are told, as when somebody answers meanwhile."""
    for topic in sorted(event.topic for event in outcome.changed):
        changes.lock(topic)
    _ask_again([event.pk for event in outcome.moved], person)
    _record(outcome, calendar)


def _ask_again(moved, person):
    """As when somebody moves them here: what was answered before does not count any more."""
    for some in portions(moved):
        for event in Event.objects.filter(pk__in=some, attendances__isnull=False).distinct():
            attending.reset(event, person)
            telling.of_change(event, person)


def _record(outcome, calendar):
    numbers = sorted({event.number for event in [*outcome.added, *outcome.changed, *outcome.removed]} - {None})
    asked = [Attendance.objects.filter(event__in=some).beside(calendar) for some in portions(numbers)]
    topics = [calendar, calendar.outline, *(guest for several in asked for guest in several.guests())]
    happened = [("changed", calendar, topic) for topic in topics]
    changes.record_all(happened + [("changed", event, event.topic) for event in outcome.changed])


def _here(calendar, uids):
    found = {}
    for some in portions(sorted(uids)):
        for event in Event.objects.filter(calendar=calendar, uid__in=some):
            found.setdefault(event.uid, {})[event.recurrence_id] = event
    return found


def _families(rows) -> Iterable[list[Event]]:
    families: dict[str, list[Event]] = {}
    for row in rows:
        families.setdefault(row.uid, []).append(row)
    return families.values()


def _compare(family, ours, outcome):
    added, changed, moved, removed, unchanged, older = outcome
    for row in family:
        event = ours.pop(row.recurrence_id, None)
        if event is None:
            added.append(row)
        elif row.sequence < event.sequence:
            older += 1
        elif differing := _update(event, row):
            changed.append(event)
            moved += [event] if differing & MOVING and not event.recurrence_id else []
            removed += _stale(event, ours)
        else:
            unchanged += 1
    return Outcome(added, changed, moved, removed, unchanged, older)


def _update(event, row):
    """What of the event becomes another."""
    differing = {name for name in COMPARED if getattr(event, name) != getattr(row, name)}
    for name in differing:
        setattr(event, name, getattr(row, name))
    return differing


def _stale(master, ours):
    """What differed in slots that the series has no more."""
    if master.recurrence_id:
        return []
    series = Series.of(master)
    return [row for row in ours.values() if row.recurrence_id and is_stale(row, master, series)]


def _keep(outcome, calendar, person):
    now = timezone.now()
    for event in [*outcome.added, *outcome.changed]:
        event.calendar, event.changed_at, event.changed_by = calendar, now, person
    for event in outcome.changed:
        event.version += 1
    everything = Event.objects.quietly()
    for event in outcome.removed:
        search.drop(event)
    everything.filter(pk__in=[event.pk for event in outcome.removed]).delete()
    everything.bulk_update(outcome.changed, KEPT, batch_size=100)
    _add(outcome.added, calendar, everything)
    for event in [*outcome.added, *outcome.changed]:
        index.note(event)


def _add(rows, calendar, everything):
    """Masters first: what differs in a slot belongs to its series, whichever of the two was here before."""
    everything.bulk_create([row for row in rows if not row.recurrence_id], batch_size=AT_ONCE)
    masters = {}
    for some in portions(sorted({row.uid for row in rows})):
        of_them = everything.filter(calendar=calendar, uid__in=some)
        masters.update(of_them.filter(recurrence_id="").values_list("uid", "pk"))
        for pk, uid in of_them.filter(series=None).exclude(recurrence_id="").values_list("pk", "uid"):
            everything.filter(pk=pk).update(series=masters.get(uid))
    differing = [row for row in rows if row.recurrence_id]
    for row in differing:
        row.series_id = masters.get(row.uid)
    everything.bulk_create(differing, batch_size=AT_ONCE)
