"""Calendars with known answers that lie beside the project: third-party data, only where it is."""

import json
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from live.calendar.ics.importing import read
from live.calendar.ics.merging import settled
from live.calendar.ics.reading import decoded
from live.calendar.recurrence import occurrences
from live.calendar.recurrence.moments import parsed

FOLDER = Path(__file__).resolve().parents[3] / "shared" / "ics"
IS_THERE = FOLDER.is_dir()


def answers(*kinds):
    if not IS_THERE:
        return []
    rows = json.loads((FOLDER / "expected.json").read_text())
    return [row for row in rows if row["kind"] in kinds and row["reference"]["agrees"] is not False]


def rules():
    if not IS_THERE:
        return []
    rows = json.loads((FOLDER / "libical/recur-tables/cases.json").read_text())
    return [row for row in rows if row["dateutil"] == "agrees"]


def files():
    return sorted(FOLDER.rglob("*.ics"))


def reading(path, zone="Europe/Berlin"):
    return read(decoded(path.read_bytes()), zone)


def rows_of(path, zone="Europe/Berlin"):
    rows = settled(reading(path, zone).events)
    for number, row in enumerate(rows, start=1):
        row.pk, row.calendar_id = number, 1
    return rows


def at(moment: str, zone: str):
    """`2024`, `202407`, `20240701`, `20240701T1200`: from when to when."""
    start = datetime.strptime(moment, {4: "%Y", 6: "%Y%m", 8: "%Y%m%d", 13: "%Y%m%dT%H%M"}[len(moment)])
    if len(moment) == 4:
        end = start.replace(year=start.year + 1)
    elif len(moment) == 6:
        end = (start + timedelta(31)).replace(day=1)
    else:
        end = start + (timedelta(1) if len(moment) == 8 else timedelta(minutes=1))
    return start.replace(tzinfo=ZoneInfo(zone)), end.replace(tzinfo=ZoneInfo(zone))


def between(first: str, last: str, zone: str):
    return tuple(_aware(parsed(moment), zone) for moment in (first, last))


def _aware(moment, zone):
    if not isinstance(moment, datetime):
        return datetime.combine(moment, time(), ZoneInfo(zone))
    return moment if moment.tzinfo else moment.replace(tzinfo=ZoneInfo(zone))


def starts(rows, start, end):
    return [each.starts for each in occurrences(rows, start, end)]


def ever(rows):
    return occurrences(rows, datetime(1990, 1, 1, tzinfo=UTC), datetime(2060, 1, 1, tzinfo=UTC))
