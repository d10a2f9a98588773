"""What other projects say of their calendars, where those are at hand (the table that is ours runs everywhere)."""

from datetime import datetime, time
from itertools import islice
from zoneinfo import ZoneInfo

import pytest

from live.calendar.recurrence import clean, occurrences
from live.calendar.recurrence.moments import UTC, parsed
from live.calendar.recurrence.slots import MOST, Series, by_rule
from tests.calendar import known

pytestmark = pytest.mark.skipif(not known.IS_THERE, reason="third-party calendars are not here")


def each(*kinds):
    rows = known.answers(*kinds)
    return pytest.mark.parametrize("row", rows, ids=[f"{row['kind']} {row['file']}" for row in rows])


def zone_of(rows):
    return rows[0].time_zone if rows else "UTC"


@each("at")
def test_what_touches_a_stretch(row):
    rows = known.rows_of(known.FOLDER / row["file"])
    for check in row["checks"]:
        found = occurrences(rows, *known.at(check["at"], zone_of(rows)))
        assert check["count"] in (None, len(found)), check
        assert found or check["count"] == 0, check
        assert "summary" not in check or {each.event.title for each in found} == {check["summary"]}


@each("windows")
def test_how_many_there_are_in_windows(row):
    rows = known.rows_of(known.FOLDER / row["file"])
    for check in row["checks"]:
        found = occurrences(rows, *known.between(check["start"], check["end"], "UTC"))
        assert len(found) == check["count"], check


@each("total")
def test_how_many_there_are(row):
    rows = known.rows_of(known.FOLDER / row["file"])
    found = occurrences(rows, *known.between(*row["window"], zone_of(rows))) if row["window"] else known.ever(rows)
    assert len(found) == row["count"]


@each("starts")
def test_when_they_begin(row):
    rows = known.rows_of(known.FOLDER / row["file"], zone=row["tz"])
    found = occurrences(rows, *known.between(*row["window"], zone_of(rows)))[: len(row["starts"])]
    assert [each.starts.astimezone(ZoneInfo(row["tz"])) for each in found] == moments(row["starts"], row["tz"])
    if "ends" in row:
        assert [each.ends for each in found] == moments(row["ends"], "UTC")


def moments(values, zone):
    return [moment if moment.tzinfo else moment.replace(tzinfo=ZoneInfo(zone)) for moment in map(parsed, values)]


def test_what_means_nothing_is_refused_by_name():
    found = known.reading(known.FOLDER / "sabre-vobject/embedded/Issue26.testExpand.0.ics")
    assert found.events == []
    [problem] = found.problems
    assert (problem.line, problem.what) == (3, "bae5d57a98")
    assert "0MO" in problem.reason


def test_a_series_without_end_is_bounded():
    rows = known.rows_of(known.FOLDER / "sabre-vobject/embedded/MaxInstances.testExceedMaxRecurrences.0.ics")
    assert len(known.ever(rows)) == MOST
    assert rows[0].series_ends is None


def test_the_fifth_tuesday_comes_to_an_end():
    rows = known.rows_of(known.FOLDER / "sabre-vobject/embedded/FifthTuesdayProblem.testGetDTEnd.0.ics")
    assert [each.starts.isoformat() for each in known.ever(rows)] == ["2007-09-25T20:00:00+00:00"]


@pytest.mark.parametrize("row", known.rules(), ids=lambda row: f"{row['RRULE']} {row['DTSTART']}")
def test_the_tables_of_libical(row):
    start = parsed(row["DTSTART"])
    first = wall(start)
    zone = "UTC" if isinstance(start, datetime) else ""
    rule = clean(row["RRULE"], first.replace(tzinfo=UTC) if zone else start, imported=True)
    series = Series(first, zone, (rule, "another"), (), ())  # of two rules, where none adds the first instance
    wanted = [wall(parsed(value)) for value in row["INSTANCES"].split(",")]
    assert list(islice(by_rule(series, rule, first, datetime(9999, 1, 1)), len(wanted))) == wanted


def wall(moment):
    return moment.replace(tzinfo=None) if isinstance(moment, datetime) else datetime.combine(moment, time())
