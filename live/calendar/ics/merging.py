"""What a file says of one series as a whole: of several versions the newest, each slot by its name in the series."""

from datetime import UTC, datetime, timedelta

from live.calendar.ics.incoming import Incoming
from live.calendar.models import Event
from live.calendar.recurrence import ends, split
from live.calendar.recurrence.moments import as_text, first_instance, midnight, parsed
from live.calendar.recurrence.rules import shifted
from live.calendar.recurrence.slots import Series, moments


def settled(found: list[Incoming]) -> list[Event]:
    """The rows that stand for the events of one file, masters before what differs from them."""
    families: dict[str, list[Incoming]] = {}
    for each in found:
        families.setdefault(each.row.uid, []).append(each)
    return [row for family in families.values() for row in _family(family)]


def _family(family):
    master = _newest([each for each in family if each.slot is None])
    if master is None:
        return [_newest(group).row for group in _by_slot(family)]
    series = Series.of(master.row)
    for each in family:
        if each.slot is not None:
            each.row.recurrence_id = name_in(series, each.slot)
    differing = [_newest(group) for group in _by_slot([each for each in family if each.slot is not None])]
    return _cut_at_ranges(master.row, sorted(differing, key=lambda each: each.row.recurrence_id))


def _newest(versions):
    ordered = enumerate(versions)
    return max(ordered, key=lambda pair: (pair[1].row.sequence, pair[1].stamp, pair[0]), default=(0, None))[1]


def _by_slot(family):
    groups: dict[str, list[Incoming]] = {}
    for each in family:
        groups.setdefault(each.row.recurrence_id, []).append(each)
    return groups.values()


def name_in(series: Series, slot) -> str:
    """A slot as the series names it: an all-day one by its date, others by an instant."""
    if not series.zone:
        return as_text(slot.date() if isinstance(slot, datetime) else slot)
    if not isinstance(slot, datetime):
        return as_text(series.moment(datetime.combine(slot, series.first.time())))
    return as_text(slot)


def is_stale(row, master, series):
    """Whether a row is of an earlier version of its series, and of a slot that is no more."""
    if row.sequence >= master.sequence:
        return False
    slot = parsed(row.recurrence_id)
    last = slot + (timedelta(seconds=1) if isinstance(slot, datetime) else timedelta(1))
    return not moments(series, slot, last)


def _cut_at_ranges(master, differing):
    """RANGE=THISANDFUTURE: from there on it is a series of its own, as “this and following” makes one."""
    rows = [master]
    for position, each in enumerate(differing):
        if not each.and_following:
            rows += [] if is_stale(each.row, master, Series.of(master)) else [each.row]
            continue
        if each.row.recurrence_id <= as_text(first_instance(master)):  # nothing is left of what was before
            rows.remove(master)
        later = _from_there_on(master, each.row, is_all=master not in rows)
        for other in differing[position + 1 :]:
            _follow(other.row, each.row, later.uid)
        rows.append(later)
        master = later
        master.recurrence_id = ""
    return rows


def _from_there_on(master, row, is_all):
    slot, by = row.recurrence_id, _moved_by(row)
    first = parsed(slot)
    before, after = split(master, slot)
    day = first if not isinstance(first, datetime) else first.date()
    rule = "\n".join(_until_moved(line, by) for line in (master.rrule if is_all else after).splitlines())
    row.rrule = shifted(rule, day, _day(row))
    row.uid = master.uid if is_all else f"{master.uid}/{slot}"
    row.rdates = [_moved(value, by) for value in master.rdates if value > slot]
    row.exdates = [_moved(value, by) for value in master.exdates if value > slot]
    master.rrule = before
    master.rdates = [value for value in master.rdates if value < slot]
    master.exdates = [value for value in master.exdates if value < slot]
    master.series_ends, row.series_ends = ends(master), ends(row)
    return row


def _day(row):
    first = first_instance(row)
    return first.astimezone(UTC).date() if isinstance(first, datetime) else first


def _moved_by(row):
    slot = parsed(row.recurrence_id)
    return row.starts - (slot if isinstance(slot, datetime) else midnight(slot))


def _moved(value, by):
    return "/".join(as_text(parsed(part) + by) for part in value.split("/"))


def _until_moved(rule, by):
    parts = [part.partition("=") for part in rule.split(";")]
    return ";".join(f"{name}={_moved(value, by) if name == 'UNTIL' else value}" for name, _equals, value in parts)


def _follow(row, former, uid):
    """The slot of a later one is named anew: as if it had moved along."""
    row.recurrence_id = _moved(row.recurrence_id, _moved_by(former))
    row.uid = uid
