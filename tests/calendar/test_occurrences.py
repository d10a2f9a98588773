"""When events take place: a table of rules with their answers, and what the library of the same purpose says."""

import time
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import icalendar
import pytest
import recurring_ical_events

from live.calendar.recurrence import clean, occurrences
from tests.calendar.series import event, walls, window

TABLE = [  # first instance (on the wall in Berlin), rule, window, days of the answer
    ("20260105T190000", "FREQ=DAILY;COUNT=3", ("20260101", "20270101"), "0105 0106 0107"),
    ("20260105T190000", "FREQ=DAILY;INTERVAL=10;UNTIL=20260125T180000Z", ("20260101", "20270101"), "0105 0115 0125"),
    ("20260105T190000", "FREQ=DAILY;INTERVAL=10;UNTIL=20260125T175959Z", ("20260101", "20270101"), "0105 0115"),
    ("20260105T190000", "FREQ=WEEKLY;BYDAY=MO,TH", ("20260201", "20260215"), "0202 0205 0209 0212"),
    ("20260105T190000", "FREQ=WEEKLY;INTERVAL=2", ("20261101", "20261201"), "1109 1123"),
    (
        "20260107T190000",
        "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE;WKST=SU",
        ("20260101", "20260205"),
        "0107 0119 0121 0202 0204",
    ),
    ("20070131T190000", "FREQ=MONTHLY", ("20260101", "20260901"), "0131 0331 0531 0731 0831"),
    ("20260131T190000", "FREQ=MONTHLY;COUNT=4", ("20260101", "20270101"), "0131 0331 0531 0731"),
    ("20260113T190000", "FREQ=MONTHLY;BYDAY=2TU", ("20260901", "20261201"), "0908 1013 1110"),
    ("20260130T190000", "FREQ=MONTHLY;BYDAY=-1FR", ("20261001", "20270101"), "1030 1127 1225"),
    ("20260131T190000", "FREQ=MONTHLY;BYMONTHDAY=-1", ("20260201", "20260501"), "0228 0331 0430"),
    ("20260115T190000", "FREQ=MONTHLY;BYMONTHDAY=15,30", ("20260201", "20260401"), "0215 0315 0330"),
    ("20260130T190000", "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", ("20261001", "20261201"), "1030 1130"),
    ("20120229T190000", "FREQ=YEARLY", ("20260101", "20290101"), "0229"),
    ("20120229T190000", "FREQ=YEARLY;UNTIL=20140301T000000Z", ("20120101", "20150101"), "0229"),
    ("20061123T190000", "FREQ=YEARLY;BYMONTH=11;BYDAY=4TH", ("20260101", "20280101"), "1126 1125"),
    ("20260105T190000", "FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO", ("20260201", "20280101"), "0511 0517"),
    ("20250106", "FREQ=WEEKLY;BYDAY=MO", ("20260101", "20260115"), "0105 0112"),
    ("20260105", "FREQ=DAILY;UNTIL=20260107", ("20260101", "20270101"), "0105 0106 0107"),
    # An instance that the rule leaves out is there all the same, and counts.
    ("20260106T190000", "FREQ=WEEKLY;BYDAY=MO;COUNT=3", ("20260101", "20270101"), "0106 0112 0119"),
]


@pytest.mark.parametrize(("starts", "rule", "between", "days"), TABLE, ids=[f"{row[1]} from {row[0]}" for row in TABLE])
def test_the_rules_of_the_table(starts, rule, between, days):
    found = walls([event(starts, rule)], *between)
    assert [day[5:10].replace("-", "") for day in found] == days.split()


RULES = [
    *(
        "FREQ=DAILY",
        "FREQ=DAILY;INTERVAL=3;BYMONTH=3,10,11",
        "FREQ=WEEKLY",
        "FREQ=WEEKLY;INTERVAL=3;BYDAY=SU,WE;WKST=SU",
    ),
    *("FREQ=MONTHLY;BYDAY=1SU,-1SU", "FREQ=MONTHLY;INTERVAL=5", "FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13", "FREQ=YEARLY"),
    *(
        "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=1,-2",
        "FREQ=YEARLY;BYYEARDAY=1,100,-1",
        "FREQ=YEARLY;INTERVAL=2;BYMONTH=3",
    ),
    *(
        "FREQ=DAILY;COUNT=800",
        "FREQ=WEEKLY;COUNT=90;BYDAY=MO,SA",
        "FREQ=HOURLY;INTERVAL=7;BYHOUR=2,9",
        "FREQ=DAILY;BYHOUR=2,14",
    ),
    *("FREQ=WEEKLY;UNTIL=20261101T013000Z", "FREQ=YEARLY;BYWEEKNO=1,53;BYDAY=TH", "FREQ=MONTHLY;BYMONTHDAY=31"),
]


@pytest.mark.parametrize("zone", ["Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "UTC"])
@pytest.mark.parametrize("rule", RULES)
def test_it_agrees_with_recurring_ical_events(rule, zone):
    one = event("20240131T023000", rule, zone=zone)
    for first, last in (("20260301", "20260420"), ("20261015", "20261215"), ("20240101", "20240601")):
        ours = [each.starts for each in occurrences([one], *window(first, last, zone))]
        assert ours == _of_the_library(one, *window(first, last, zone)), first


def _of_the_library(one, start, end):
    component, calendar = icalendar.Event(), icalendar.Calendar()
    component.add("uid", one.uid)
    component.start, component.end = (moment.astimezone(ZoneInfo(one.time_zone)) for moment in (one.starts, one.ends))
    component.add("rrule", icalendar.vRecur.from_ical(one.rrule))
    calendar.add_component(component)
    return sorted(each.start.astimezone(UTC) for each in recurring_ical_events.of(calendar).between(start, end))


# Clocks that are changed


def test_weekly_at_19_stays_at_19_over_both_changes():
    choir = event("20260105T190000", "FREQ=WEEKLY")
    hours = {each.starts.hour for each in occurrences([choir], *window())}
    assert {wall[11:] for wall in walls([choir])} == {"19:00"}
    assert hours == {17, 18}


def test_a_time_that_does_not_exist_is_that_of_before_the_gap():
    daily = event("20210301T022210", "FREQ=DAILY", zone="America/Vancouver")
    found = walls([daily], "20210301", "20210401", "America/Vancouver")
    assert [wall for wall in found if not wall.endswith("02:22")] == ["2021-03-14 03:22"]


def test_of_a_time_that_comes_twice_the_first_counts():
    daily = event("20261020T023000", "FREQ=DAILY")
    [found] = occurrences([daily], *window("20261025", "20261026", "Europe/Berlin"))
    assert found.starts == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


def test_a_night_shift_ends_at_six_also_when_the_clocks_are_changed():
    night = event("20260105T220000", "FREQ=DAILY", hours=8)
    ends = {each.ends.astimezone(ZoneInfo("Europe/Berlin")).hour for each in occurrences([night], *window())}
    assert ends == {6}


def test_an_hour_that_does_not_exist_lasts_an_hour():
    [found] = occurrences([event("20260301T020000", "FREQ=DAILY")], *window("20260329", "20260330", "Europe/Berlin"))
    assert found.ends - found.starts == timedelta(hours=1)


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Pacific/Pago_Pago", "Asia/Kathmandu"])
def test_all_day_is_a_date_for_everybody(zone):
    [found] = occurrences([event("20260329", days=2)], *window("20260330", "20260331", zone))
    assert (found.starts, found.ends) == (date(2026, 3, 29), date(2026, 3, 31))
    assert occurrences([event("20260329", days=2)], *window("20260331", "20260401", zone)) == []


# What is added, left out, moved


def test_rdates_are_added_once_and_exdates_are_left_out():
    one = event(
        rrule="FREQ=WEEKLY;COUNT=3", rdates=["20260112T180000Z", "20260114T180000Z"], exdates=["20260119T180000Z"]
    )
    assert walls([one]) == ["2026-01-05 19:00", "2026-01-12 19:00", "2026-01-14 19:00"]


def test_what_is_left_out_is_so_also_when_it_was_added():
    assert walls([event(rdates=["20260114T180000Z"], exdates=["20260114T180000Z"])]) == ["2026-01-05 19:00"]


def test_an_rdate_may_say_how_long_it_lasts():
    one = event(rdates=["20260114T180000Z/20260114T210000Z"])
    assert [each.ends - each.starts for each in occurrences([one], *window())] == [
        timedelta(hours=1),
        timedelta(hours=3),
    ]


def test_one_that_was_moved_is_where_it_was_moved_to_and_keeps_its_slot():
    master = event(rrule="FREQ=WEEKLY;COUNT=3")
    moved = event("20260801T100000", recurrence_id="20260112T180000Z")
    found = occurrences([master, moved], *window())
    assert [each.recurrence_id for each in found] == ["20260105T180000Z", "20260119T180000Z", "20260112T180000Z"]
    assert found[2].event is moved
    assert walls([master, moved], "20260112", "20260113") == []


def test_one_that_was_moved_and_then_left_out_is_gone():
    master = event(rrule="FREQ=WEEKLY;COUNT=2", exdates=["20260112T180000Z"])
    assert walls([master, event("20260801T100000", recurrence_id="20260112T180000Z")]) == ["2026-01-05 19:00"]


def test_series_of_several_calendars_do_not_mix():
    master, moved = event(rrule="FREQ=WEEKLY;COUNT=2"), event(recurrence_id="20260112T180000Z", calendar_id=2)
    assert walls([master, moved]) == ["2026-01-05 19:00", "2026-01-05 19:00", "2026-01-12 19:00"]


def test_two_rules_are_one_series():
    one = event(
        "20230112T100000", "FREQ=WEEKLY;BYDAY=TH;COUNT=20\nFREQ=MONTHLY;BYDAY=2MO;COUNT=2", zone="Europe/London"
    )
    assert len(walls([one], "20230101", "20240101")) == 22


def test_a_window_holds_what_runs_into_it_and_not_what_ends_where_it_begins():
    daily = event("20260105T220000", "FREQ=DAILY", hours=5)
    assert len(occurrences([daily], *window("20260201", "20260202", "Europe/Berlin"))) == 2
    assert len(occurrences([daily], *window("20260201", "20260202", "Asia/Tokyo"))) == 1
    assert walls([event("20260201T230000")], "20260202", "20260203") == []


def test_what_takes_no_time_is_where_it_begins():
    moment = event("20260202T000000", hours=0)
    assert [
        len(walls([moment], first, last)) for first, last in (("20260201", "20260202"), ("20260202", "20260203"))
    ] == [0, 1]


def test_all_day_comes_first_then_by_start():
    rows = [event("20260105T190000"), event("20260105T080000"), event("20260105")]
    assert walls(rows) == ["2026-01-05", "2026-01-05 08:00", "2026-01-05 19:00"]


# Bounds

HOURS, MINUTES = ",".join(map(str, range(24))), ",".join(map(str, range(60)))


@pytest.mark.parametrize(
    "rule",
    [
        *("FREQ=SECONDLY", "FREQ=SECONDLY;COUNT=1000000", "FREQ=MINUTELY", "FREQ=HOURLY", "FREQ=DAILY;COUNT=1000000"),
        *("FREQ=WEEKLY;UNTIL=70001231T000000Z", "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30", "FREQ=YEARLY;INTERVAL=9999"),
        *(
            "FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30",
            "FREQ=WEEKLY;BYMONTH=2;BYDAY=MO;BYSETPOS=3",
            "FREQ=MONTHLY;COUNT=999999999",
        ),
    ],
)
def test_every_rule_is_soon_answered(rule):
    one = event("19950105T190000", clean(rule, datetime(1995, 1, 5, 19, tzinfo=UTC), imported=True))
    began = time.process_time()
    found = occurrences([one], *window("20260101", "20260201"))
    assert time.process_time() - began < 2
    assert len(found) <= 1_000


def test_two_thousand_events_of_a_month_are_soon_found():
    rules = ["", "", "", "", "FREQ=WEEKLY", "FREQ=WEEKLY;BYDAY=MO,WE", "FREQ=DAILY", "FREQ=MONTHLY", "FREQ=YEARLY"]
    rows = [event(f"202601{n % 28 + 1:02}T{n % 24:02}0000", rules[n % 9], uid=str(n)) for n in range(2_000)]
    began = time.process_time()
    occurrences(rows, *window("20260101", "20260201"))
    assert time.process_time() - began < 2  # 0.15 s on an idle machine
