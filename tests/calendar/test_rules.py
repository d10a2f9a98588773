"""Rules for repeating: checked, put in words, cut in two."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError

from live.calendar.recurrence import clean, ends, in_words, split
from live.calendar.recurrence.rules import shifted
from tests.calendar.series import event, walls

FIRST = datetime(2026, 1, 5, 19, tzinfo=ZoneInfo("Europe/Berlin"))


@pytest.mark.parametrize(
    ("rule", "kept"),
    [
        ("", ""),
        ("RRULE:freq=weekly;byday=mo,we;", "FREQ=WEEKLY;BYDAY=MO,WE"),
        ("FREQ=WEEKLY;UNTIL=20261231", "FREQ=WEEKLY;UNTIL=20261231T225959Z"),
        ("FREQ=WEEKLY;UNTIL=20261231T190000", "FREQ=WEEKLY;UNTIL=20261231T180000Z"),
        ("UNTIL=20261231T190000Z;FREQ=WEEKLY", "FREQ=WEEKLY;UNTIL=20261231T190000Z"),
        ("RSCALE=GREGORIAN;FREQ=YEARLY;SKIP=OMIT", "FREQ=YEARLY"),
        ("FREQ=DAILY;COUNT=1000000", "FREQ=DAILY;COUNT=1000000"),
        ("FREQ=DAILY;UNTIL=70001231T000000Z", "FREQ=DAILY;UNTIL=70001231T000000Z"),
        ("FREQ=DAILY;UNTIL=99991231T235959Z", "FREQ=DAILY"),
        ("FREQ=DAILY;UNTIL=99991231", "FREQ=DAILY"),
    ],
)
def test_a_rule_is_kept_in_one_form(rule, kept):
    assert clean(rule, FIRST) == kept
    assert clean(kept, FIRST) == kept


def test_all_day_ends_on_a_day():
    assert clean("FREQ=DAILY;UNTIL=20260110T225959Z", date(2026, 1, 5)) == "FREQ=DAILY;UNTIL=20260110"


@pytest.mark.parametrize(
    "rule",
    [
        *("nonsense", "FREQ=WEEKLY;FREQ=DAILY", "FREQ=", "COUNT=3", "FREQ=FORTNIGHTLY", "FREQ=SECONDLY", "FREQ=HOURLY"),
        *(
            "FREQ=DAILY;INTERVAL=0",
            "FREQ=DAILY;INTERVAL=-1",
            "FREQ=DAILY;INTERVAL=x",
            "FREQ=DAILY;INTERVAL=99999999999",
        ),
        *(
            "FREQ=DAILY;COUNT=0",
            "FREQ=DAILY;COUNT=3;UNTIL=20270101",
            "FREQ=DAILY;UNTIL=tomorrow",
            "FREQ=DAILY;UNTIL=20261345",
        ),
        *("FREQ=DAILY;UNTIL=20250101", "FREQ=MONTHLY;BYDAY=0MO", "FREQ=WEEKLY;BYDAY=2MO", "FREQ=WEEKLY;BYDAY=XX"),
        *("FREQ=MONTHLY;BYMONTHDAY=32", "FREQ=YEARLY;BYMONTH=13", "FREQ=YEARLY;BYMONTH=-1", "FREQ=YEARLY;BYYEARDAY=0"),
        *(
            "RSCALE=CHINESE;FREQ=YEARLY",
            "FREQ=MONTHLY;SKIP=FORWARD;RSCALE=GREGORIAN",
            "FREQ=DAILY;X-EVIL=1",
            "FREQ=DAILY;WKST=1",
        ),
        *("FREQ=DAILY;BYMONTHDAY=١", "FREQ=DAILY;BYDAY=MO" + ",MO" * 999, "FREQ=DAILY\nDTSTART:20260101"),
    ],
)
def test_a_rule_that_means_nothing_is_refused_with_a_sentence(rule):
    with pytest.raises(ValidationError) as refused:
        clean(rule, FIRST)
    assert len(refused.value.messages) == 1


@pytest.mark.parametrize(
    ("rule", "kept"),
    [
        ("FREQ=HOURLY", "FREQ=HOURLY"),
        ("FREQ=WEEKLY;COUNT=-1", "FREQ=WEEKLY"),
        ("FREQ=WEEKLY;COUNT=3;UNTIL=20261231T000000Z", "FREQ=WEEKLY;UNTIL=20261231T000000Z"),
        ("FREQ=WEEKLY;UNTIL=20250101", ""),
        ("FREQ=WEEKLY;X-NOTE=1", "FREQ=WEEKLY"),
    ],
)
def test_slips_of_other_programs_are_put_right(rule, kept):
    assert clean(rule, FIRST, imported=True) == kept


@pytest.mark.parametrize(
    ("rule", "sentence"),
    [
        ("FREQ=DAILY", "Every day"),
        ("FREQ=DAILY;INTERVAL=3;COUNT=5", "Every 3 days, 5 times"),
        ("FREQ=WEEKLY", "Every week on Monday"),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH", "Every 2 weeks on Monday and Thursday"),
        ("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "Every weekday from Monday to Friday"),
        ("FREQ=WEEKLY;UNTIL=20261224T225959Z", "Every week on Monday, until 24 December 2026"),
        ("FREQ=MONTHLY", "Every month on day 5"),
        ("FREQ=MONTHLY;BYMONTHDAY=15,30", "Every month on days 15 and 30"),
        ("FREQ=MONTHLY;BYMONTHDAY=-1", "Every month on the last day"),
        ("FREQ=MONTHLY;BYDAY=2TU", "Every month on the second Tuesday"),
        ("FREQ=MONTHLY;BYDAY=FR;BYSETPOS=-1", "Every month on the last Friday"),
        ("FREQ=YEARLY", "Every year in January on day 5"),
        ("FREQ=YEARLY;BYMONTH=11;BYDAY=4TH", "Every year in November on the fourth Thursday"),
        ("FREQ=YEARLY;BYWEEKNO=20", "Repeats by the rule FREQ=YEARLY;BYWEEKNO=20"),
        ("FREQ=DAILY;COUNT=2\nFREQ=WEEKLY", "Every day, 2 times · Every week on Monday"),
        ("", ""),
    ],
)
def test_a_rule_in_words(rule, sentence):
    assert in_words(rule, event(rrule=rule)) == sentence


@pytest.mark.parametrize(
    ("rule", "at", "before", "after"),
    [
        ("FREQ=WEEKLY", "20260119T180000Z", "FREQ=WEEKLY;UNTIL=20260119T175959Z", "FREQ=WEEKLY"),
        ("FREQ=WEEKLY;COUNT=5", "20260119T180000Z", "FREQ=WEEKLY;COUNT=2", "FREQ=WEEKLY;COUNT=3"),
        ("FREQ=WEEKLY;COUNT=5", "20260105T180000Z", "", "FREQ=WEEKLY;COUNT=5"),
        (
            "FREQ=WEEKLY;UNTIL=20260301T180000Z",
            "20260119T180000Z",
            "FREQ=WEEKLY;UNTIL=20260119T175959Z",
            "FREQ=WEEKLY;UNTIL=20260301T180000Z",
        ),
    ],
)
def test_a_series_is_cut_in_two(rule, at, before, after):
    assert split(event(rrule=rule), at) == (before, after)


def test_both_halves_are_the_whole():
    whole = event("20260107T190000", "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE;COUNT=9", exdates=["20260119T180000Z"])
    before, after = split(whole, "20260204T180000Z")
    halves = [event("20260107T190000", before, exdates=whole.exdates), event("20260204T190000", after, uid="two")]
    assert walls(halves) == walls([whole])


def test_all_day_is_cut_at_a_day():
    assert split(event("20260105", "FREQ=WEEKLY"), "20260119")[0] == "FREQ=WEEKLY;UNTIL=20260118"


@pytest.mark.parametrize(
    ("rule", "end"),
    [
        ("", "2026-01-05 19:00"),
        ("FREQ=DAILY", "None"),
        ("FREQ=DAILY;COUNT=3", "2026-01-07 20:00"),
        ("FREQ=WEEKLY;UNTIL=20260119T180000Z", "2026-01-19 20:00"),
        ("FREQ=DAILY;COUNT=1000000", "None"),
        ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30;COUNT=2", "None"),
    ],
)
def test_when_it_is_over_at_the_latest(rule, end):
    assert str(ends(event(rrule=rule)))[:16] == end


def test_an_all_day_series_is_over_at_midnight():
    assert ends(event("20260105", "FREQ=DAILY;COUNT=3")) == datetime(2026, 1, 8, tzinfo=UTC)


@pytest.mark.parametrize(
    ("rule", "moved"),
    [
        ("FREQ=WEEKLY", "FREQ=WEEKLY"),
        ("FREQ=WEEKLY;BYDAY=MO", "FREQ=WEEKLY;BYDAY=WE"),
        ("FREQ=WEEKLY;BYDAY=MO,SU", "FREQ=WEEKLY;BYDAY=TU,WE"),
        ("FREQ=MONTHLY;BYDAY=1MO", "FREQ=MONTHLY;BYDAY=1WE"),
        ("FREQ=MONTHLY;BYMONTHDAY=5", "FREQ=MONTHLY;BYMONTHDAY=7"),
        ("FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=5", "FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=7"),
        ("FREQ=YEARLY;BYWEEKNO=20", "FREQ=YEARLY;BYWEEKNO=20"),
    ],
)
def test_the_rule_moves_with_the_event(rule, moved):
    assert shifted(rule, date(2026, 1, 5), date(2026, 1, 7)) == moved
