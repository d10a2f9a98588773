"""What changes bring to pages that show a window: all of an event there; nothing where it neither is nor was."""

import re
from datetime import timedelta

from django.db import connection
from django.template.loader import render_to_string
from django.test.utils import CaptureQueriesContext

from live.calendar import occurring, services, windows
from live.calendar.models import Calendar, Event
from live.calendar.rights import calendars_of
from live.calendar.views.windows import days_with_chips
from live.engine import changes, fragments
from live.engine.fragments import Variant, speaking
from live.engine.topics import name_of

NOVEMBER, DECEMBER = "month:2026-11", "month:2026-12"


CHIP = re.compile(r'<hx-partial hx-target="#(?:chips|hours)-([\d-]+)"[^>]*>(.*?)</hx-partial>', re.DOTALL)


def chips(html):
    """Where which chips are put: `2026-11-20 19:00 Choir`."""
    words = [(day, " ".join(re.sub("<[^>]*>", " ", chip).split())) for day, chip in CHIP.findall(html)]
    return [f"{day} {said}" for day, said in words if said]


def only(event, number=0):
    event = Event.objects.get(pk=event.pk)
    return occurring.of_one(event, event.starts - timedelta(days=1), event.starts + timedelta(days=90))[number]


def test_something_new_is_put_into_its_day_where_the_viewer_is(put, team, frame):
    put("Choir", "2026-11-20 02:00")
    assert chips(frame(team, NOVEMBER)) == ["2026-11-20 02:00 Choir"]
    assert chips(frame(team, NOVEMBER, "America/New_York")) == ["2026-11-19 20:00 Choir"]


def test_who_looks_at_another_month_gets_nothing(put, team, frame):
    event = put("Choir", "2026-11-20 19:00")
    assert frame(team, DECEMBER) == ""
    there = only(event)
    services.move_event(None, there, there.starts + timedelta(days=1), there.ends + timedelta(days=1), False)
    assert frame(team, DECEMBER) == ""
    services.delete_event(None, only(event))
    assert frame(team, DECEMBER) == ""


def test_a_month_that_it_leaves_is_told_and_the_month_that_it_comes_to(put, team, frame):
    event = put("Choir", "2026-11-18 19:00")
    frame(team, NOVEMBER), frame(team, "month:2027-02")
    there = only(event)
    services.move_event(None, there, there.starts + timedelta(days=91), there.ends + timedelta(days=91), False)
    left, came = frame(team, NOVEMBER), frame(team, "month:2027-02")
    assert f'data-event="{event.pk}"' in left
    assert 'hx-swap="delete"' in left
    assert not chips(left)
    assert chips(came) == ["2027-02-17 19:00 Choir"]


def test_what_repeats_is_told_where_it_was_by_its_rule(put, team, frame, admin):
    """Yearly: the months between never showed it."""
    event = put("Anniversary", "2025-05-05 19:00", rrule="FREQ=YEARLY")
    frame(team, NOVEMBER), frame(team, "month:2026-05")
    services.delete_event(admin, only(event), services.ALL)
    assert frame(team, NOVEMBER) == ""
    assert 'hx-swap="delete"' in frame(team, "month:2026-05")


def test_whole_days_stand_on_each_of_theirs_and_first(put, team, frame):
    put("Conference", "2026-11-10 00:00", hours=72, zone="UTC", all_day=True)
    for zone in ("Europe/Berlin", "Asia/Tokyo", "America/Los_Angeles"):
        days = [f"2026-11-{day} Conference" for day in (10, 11, 12)]
        assert chips(frame(team, NOVEMBER, zone)) == days


def test_a_bar_is_in_the_same_row_on_all_days_of_a_week(put, team, frame, ada, plans):
    """Whichever calendars the others are of, and though some are over before it: those keep their places."""
    bars = [(1, 1), (2, 9), (3, 2), (3, 4), (4, 1), (5, 3), (7, 1), (7, 3), (9, 2), (10, 6)]  # day, how many
    for number, (day, lasts) in enumerate(bars):
        calendar = [team, plans][number % 2]
        put(f"Bar {number}", f"2026-11-{day:02} 00:00", hours=24 * lasts, zone="UTC", all_day=True, calendar=calendar)
    with speaking("en", "Europe/Berlin"):
        days = days_with_chips(calendars_of(ada), windows.parse("month", "2026-11"), {})
    rows = {}
    for number, day in enumerate(days):
        for row, chip in enumerate(day.chips):
            if "chip--long" in chip.classes:
                rows.setdefault((number // 7, chip.number), set()).add(row)
    assert all(len(where) == 1 for where in rows.values()), rows
    pushed = frame(team, NOVEMBER) + frame(plans, NOVEMBER)
    assert pushed.count('class="chip-over"') == sum(chip.is_over for day in days for chip in day.chips) > 5


def test_an_hour_grid_has_what_goes_past_midnight_on_both_days(put, team, frame):
    put("Party", "2026-11-20 22:00", hours=4)
    assert chips(frame(team, "week:2026-11-15")) == ["2026-11-20 22:00 Party", "2026-11-21 22:00 Party"]
    assert chips(frame(team, NOVEMBER)) == ["2026-11-20 22:00 Party"]


def test_who_sees_only_when_it_is_busy_is_not_told_what_it_is(put, team, frame):
    put("Secret", "2026-11-20 19:00", place="Cellar")
    html = frame(team.outline, "month-busy:2026-11")
    assert chips(html) == ["2026-11-20 19:00 Busy"]
    assert "Secret" not in html
    assert "Cellar" not in html
    assert "href" not in html


def test_what_changes_calendars_leaves_the_one_for_the_other(put, team, frame, ada, plans):
    event = put("Dentist", "2026-11-20 19:00")
    frame(team, NOVEMBER)
    services.change_event(ada, only(event), {"calendar": plans})
    gone, come = frame(team, NOVEMBER), frame(plans, NOVEMBER)
    assert f'[data-calendar="{team.pk}"]' in gone
    assert not chips(gone)
    assert chips(come) == ["2026-11-20 19:00 Dentist"]


def test_the_same_chips_in_the_same_order_as_a_fresh_page(put, team, frame, ada):
    for number, title in enumerate(["Late", "Early", "Noon"]):
        put(title, f"2026-11-20 {[19, 8, 12][number]:02}:00")
    put("Fair", "2026-11-19 00:00", hours=48, zone="UTC", all_day=True)
    put("Daily", "2026-11-18 09:00", rrule="FREQ=DAILY;COUNT=5")
    html = frame(team, NOVEMBER)
    with speaking("en", "Europe/Berlin"):
        days = days_with_chips(calendars_of(ada), windows.parse("month", "2026-11"), {})
        fresh = [chip for day in days for chip in day.chips]
        for chip in fresh:
            markup = render_to_string("calendar/chip.html#item", {"chip": chip, "live": True})
            assert markup.strip() in html
    keys = [chip.key for chip in fresh if chip.day.day == 20]
    pushed = re.findall(r'id="c-20261120-[^"]*".*?data-key="([^"]*)"', html)
    numeric = [[int(part) if part.isdigit() else 0 for part in key.split("-")] for key in keys]
    assert sorted(pushed) == sorted(keys)
    assert numeric == sorted(numeric)


def test_slots_that_differ_are_looked_up_once_for_all_variants(put, team, ada, django_assert_num_queries):
    event = put("Daily", "2026-11-18 09:00", rrule="FREQ=DAILY;COUNT=5")
    services.change_event(ada, only(event, 1), {"title": "Special"}, services.THIS)
    log = changes.log(name_of(team), 0)
    happened = changes.coalesce(log.entries)
    objects = fragments.load({subject for _verb, subject in happened})
    with django_assert_num_queries(0):
        for zone in ("Europe/Berlin", "Asia/Tokyo"):
            assert "Special" in fragments.frame(log.head, happened, objects, Variant(NOVEMBER, "en", zone))


def test_a_page_of_more_calendars_and_events_asks_no_more_often(put, ada, window, plans):
    client, questions = window(ada), []
    for calendar in (plans, *Calendar.objects.exclude(pk=plans.pk)):
        for day in range(10, 14):
            put("Something", f"2026-11-{day} 09:00", calendar=calendar)
        with CaptureQueriesContext(connection) as captured:
            assert client.get("/calendar/2026/11/").status_code == 200
        questions.append(len(captured))
    assert len(set(questions)) == 1, questions
