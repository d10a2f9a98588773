"""Where a series ends, and how it is cut in two."""

from datetime import datetime, timedelta
from itertools import islice

from live.calendar.recurrence.moments import as_text, midnight, parsed
from live.calendar.recurrence.rules import parts, text
from live.calendar.recurrence.slots import END, STEPS, Series, by_rule

DAY = timedelta(1)


def split(event, recurrence_id: str) -> tuple[str, str]:
    """The rule of a series before the slot `recurrence_id`, and from there on; COUNT is shared out."""
    series = Series.of(event)
    halves = [_split(series, rule, recurrence_id) for rule in series.rules]
    return "\n".join(before for before, _ in halves if before), "\n".join(after for _, after in halves if after)


def _split(series, rule, recurrence_id):
    found, slot = parts(rule), series.local(recurrence_id)
    if "COUNT" in found:
        return _share_out(series, rule, slot)
    last = parsed(recurrence_id)
    last -= timedelta(seconds=1) if isinstance(last, datetime) else DAY
    return text(found | {"UNTIL": as_text(last)}), rule


def _share_out(series, rule, slot):
    found = parts(rule)
    earlier = set(islice(by_rule(series, rule, series.first, slot), STEPS))
    if len(series.rules) == 1:
        earlier.add(series.first)
    before = len([each for each in earlier if each < slot])
    after = int(found["COUNT"]) - before
    return tuple(text(found | {"COUNT": str(count)}) if count > 0 else "" for count in (before, after))


def ends(event) -> datetime | None:
    """Until when at the latest an event takes place; None where it goes on for good, or longer than is looked at."""
    series = Series.of(event)
    last = [series.first, *(series.local(value.partition("/")[0]) for value in event.rdates)]
    for rule in series.rules:
        last.append(_last(series, rule))
        if last[-1] is None:
            return None
    return _moment(series, max(last)) + _longest(event)


def _last(series, rule):
    found = parts(rule)
    if "UNTIL" in found:
        return series.local(found["UNTIL"])
    if "COUNT" not in found:
        return None
    listed = list(islice(by_rule(series, rule, series.first, END), STEPS))
    left_out = not listed or listed[0] != series.first  # the first instance, which counts all the same
    if len(listed) + left_out < int(found["COUNT"]):
        return None
    return listed[-1] if listed else series.first


def _moment(series, slot):
    moment = series.moment(slot)
    return moment if isinstance(moment, datetime) else midnight(moment)


def _longest(event):
    pairs = [value.split("/") for value in event.rdates if "/" in value]
    clocks = timedelta(hours=1 if event.rrule and not event.all_day else 0)  # may be set back meanwhile
    return max([event.ends - event.starts + clocks, *(parsed(end) - parsed(start) for start, end in pairs)])
