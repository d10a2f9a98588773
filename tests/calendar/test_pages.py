"""The pages of the calendar and their forms, without a script."""

import html
import re
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from live.calendar.models import Calendar, Event
from live.search.models import Document

FORM = {"calendar": "team", "title": "Choir", "starts": "2026-11-20T19:00", "ends": "2026-11-20T21:00"}
FORM |= {"time_zone": "Europe/Berlin"}


def times(window, person, page, title):
    """When pages say that something is: `2026-11-20 19:00`."""
    text = window(person).get(page).content.decode()
    chips = re.findall(r'data-start="([\d-]+)(?:T([\d:]{5}))?[^"]*"[^>]*title="([^"]*)"', text)
    return sorted(f"{day} {time}".strip() for day, time, what in chips if what == title)


@pytest.mark.parametrize(
    "path",
    ["", "2026/11/", "week/", "week/2026-11-20/", "day/", "day/2026-11-20/", "agenda/", "agenda/2026-11-20/"],
)
def test_every_window_shows_what_is_in_it(put, ada, window, path):
    put("Choir", "2026-11-20 19:00")
    text = window(ada).get(f"/calendar/{path}").content.decode()
    assert text.count('aria-current="page"') >= 2
    assert "Choir" in text or ("2026-11" not in path and "2026/11" not in path)


@pytest.mark.parametrize(
    "path", ["2026/13/", "0/1/", "9999/1/", "week/2026-02-30/", "day/1000-01-01/", "2026/11/?move=9"]
)
def test_days_that_are_none(ada, window, path):
    assert window(ada).get(f"/calendar/{path}").status_code == 404


def test_weeks_begin_as_the_language_has_it(put, ada, window):
    first = r'data-testid="day".*?'
    text = window(ada).get("/calendar/2026/11/").content.decode()
    assert re.search(rf'id="day-2026-11-01" {first}', text)
    assert text.index("day-2026-11-01") < text.index("day-2026-12-12")


def test_weekly_at_seven_in_berlin_for_viewers_in_four_zones(put, ada, grace, mallory, admin, window):
    """Over both changes of the clocks, of Berlin and of New York."""
    put("Choir", "2026-10-22 19:00", rrule="FREQ=WEEKLY")
    london = admin
    london.time_zone = "Europe/London"
    london.save()
    pages = ["/calendar/2026/10/", "/calendar/agenda/2026-10-20/"]
    for page in pages:
        assert {each[11:] for each in times(window, ada, page, "Choir")} == {"19:00"}
        assert {each[11:] for each in times(window, london, page, "Choir")} == {"18:00"}
    assert times(window, mallory, pages[0], "Choir")[:3] == ["2026-10-23 02:00", "2026-10-30 03:00", "2026-11-06 03:00"]
    in_new_york = ["2026-10-22 13:00", "2026-10-29 14:00", "2026-11-05 13:00"]
    assert times(window, grace, pages[0], "Choir")[:3] == in_new_york
    assert {each[11:] for each in times(window, ada, "/calendar/2027/3/", "Choir")} == {"19:00"}
    assert {each[11:] for each in times(window, ada, "/calendar/2027/4/", "Choir")} == {"19:00"}


def test_made_by_a_form(ada, team, window):
    client = window(ada)
    page = client.get("/calendar/events/new/?day=2026-11-20&hour=14").content.decode()
    assert 'value="2026-11-20T14:00"' in page
    response = client.post("/calendar/events/new/", FORM | {"place": "Hall", "repeat": "weekly", "times": "3"})
    assert response["Location"] == "/calendar/2026/11/"
    event = Event.objects.get()
    assert event.starts == datetime(2026, 11, 20, 19, tzinfo=ZoneInfo("Europe/Berlin"))
    assert (event.rrule, event.place, event.organiser) == ("FREQ=WEEKLY;COUNT=3", "Hall", ada)
    assert times(window, ada, "/calendar/2026/11/", "Choir") == [
        f"2026-{day} 19:00" for day in ("11-20", "11-27", "12-04")
    ]


@pytest.mark.parametrize(
    ("asked", "rule"),
    [
        ({"repeat": "daily", "every": "2"}, "FREQ=DAILY;INTERVAL=2"),
        ({"repeat": "weekly", "days": ["MO", "FR"]}, "FREQ=WEEKLY;BYDAY=MO,FR"),
        ({"repeat": "monthly"}, "FREQ=MONTHLY"),
        ({"repeat": "monthly_weekday"}, "FREQ=MONTHLY;BYDAY=3FR"),
        ({"repeat": "monthly_last"}, "FREQ=MONTHLY;BYDAY=-1FR"),
        ({"repeat": "monthly_last_day"}, "FREQ=MONTHLY;BYMONTHDAY=-1"),
        ({"repeat": "yearly", "until": "2030-11-20"}, "FREQ=YEARLY;UNTIL=20301120T225959Z"),
    ],
)
def test_rules_come_from_forms_and_go_back_into_them(ada, team, window, asked, rule):
    client = window(ada)
    client.post("/calendar/events/new/", FORM | asked)
    event = Event.objects.get()
    assert event.rrule == rule
    text = client.get(f"/calendar/events/{event.pk}/edit/").content.decode()
    assert f'<option value="{asked["repeat"]}" selected>' in text


@pytest.mark.parametrize(
    ("wrong", "problem"),
    [
        ({"title": ""}, "This field is required."),
        ({"ends": "2026-11-20T18:00"}, "It cannot end before it starts."),
        ({"starts": "soon"}, "Enter a day and a time."),
        ({"starts": "0001-01-01T00:00"}, "Enter a day and a time."),
        ({"calendar": "plans"}, "Select a valid choice"),
        ({"repeat": "weekly", "until": "2026-11-01"}, "This is before it starts."),
        ({"repeat": "daily", "times": "1000000"}, "less than or equal to 1000"),
        ({"time_zone": "Mars/Olympus"}, "Select a valid choice"),
        ({"capacity": "0"}, "greater than or equal to 1"),
        ({"all_day": "on", "ends": "2026-11-19T00:00"}, "It cannot end before it starts."),
    ],
)
def test_what_is_wrong_is_said_at_the_field_with_all_that_was_typed(grace, plans, team, window, wrong, problem):
    response = window(grace).post("/calendar/events/new/", FORM | {"description": "All *about* it"} | wrong)
    text = response.content.decode()
    assert response.status_code == 422
    assert problem in text
    assert "All *about* it" in text
    assert not Event.objects.exists()


def test_sent_twice_it_is_one_event(ada, team, window):
    client = window(ada)
    for _ in range(2):
        assert client.post("/calendar/events/new/", FORM | {"nonce": "a-nonce-of-a-form"}).status_code == 302
    assert Event.objects.count() == 1


def test_a_whole_day_is_a_date(ada, mallory, team, window):
    window(ada).post("/calendar/events/new/", FORM | {"all_day": "on", "ends": "2026-11-21T00:00"})
    event = Event.objects.get()
    assert (f"{event.starts:%d %H %Z}", f"{event.ends:%d}") == ("20 00 UTC", "22")
    for person in (ada, mallory):
        assert times(window, person, "/calendar/2026/11/", "Choir") == ["2026-11-20", "2026-11-20"]
    assert "Friday 20 November 2026" in window(mallory).get(f"/calendar/events/{event.pk}/").content.decode()


def test_an_outdated_edit_is_refused_with_both_versions_and_nothing_lost(put, ada, grace, window):
    event = put("Choir", "2026-11-20 19:00", place="Hall")
    page = f"/calendar/events/{event.pk}/edit/"
    window(ada).post(page, FORM | {"title": "Band", "version": "1"})
    response = window(grace).post(page, FORM | {"title": "Duo", "place": "Cellar", "version": "1"})
    text = response.content.decode()
    assert response.status_code == 422
    assert "Ada Lovelace changed it at" in text
    assert re.search(r"Title</th><td[^>]*>Band</td><td[^>]*>Duo</td>", text)
    assert 'value="Duo"' in text
    assert 'value="Cellar"' in text
    assert 'name="version" value="2"' in text
    event.refresh_from_db()
    assert event.title == "Band"
    assert window(grace).post(page, FORM | {"title": "Duo", "version": "2"}).status_code == 302
    event.refresh_from_db()
    assert event.title == "Duo"


def test_the_same_over_the_socket(put, ada, grace, tab):
    event = put("Choir", "2026-11-20 19:00")
    sent = FORM | {"event": str(event.pk), "version": "1"}
    assert 'hx-swap-oob="innerHTML"></div>' in tab(ada).edit_event(sent | {"title": "Band"})
    answer = tab(grace).edit_event(sent | {"title": "Duo"})
    assert "Ada Lovelace changed it at" in answer
    assert 'value="Duo"' in answer


def test_a_form_comes_over_the_socket(put, ada, tab, team):
    event = put("Choir", "2026-11-20 19:00", rrule="FREQ=WEEKLY")
    hers = tab(ada)
    assert 'value="2026-11-24T09:00"' in hers.create_event({"day": "2026-11-24"})
    asked = hers.edit_event({"event": str(event.pk), "at": "20261127T180000Z"})
    assert "This and following" in asked
    assert 'value="2026-11-27T19:00"' in asked
    assert "This field is required." in hers.create_event(FORM | {"title": ""})
    hers.create_event(FORM | {"title": "Band"})
    assert Event.objects.filter(title="Band").exists()


def test_moved_by_a_form_and_by_hand(put, ada, window, tab):
    event = put("Choir", "2026-11-20 19:00")
    client = window(ada)
    page = client.get(f"/calendar/2026/11/?move={event.pk}").content.decode()
    next_month = html.unescape(re.search(r'rel="next" href="([^"]*)"', page)[1])
    assert next_month.startswith("/calendar/2026/12/?")
    assert all("Place here" in text for text in (page, client.get(next_month).content.decode()))
    client.post(f"/calendar/events/{event.pk}/move/", {"day": "2026-11-24"})
    assert times(window, ada, "/calendar/2026/11/", "Choir") == ["2026-11-24 19:00"]
    hers = tab(ada)
    hers.pick({"event": str(event.pk)})
    with timezone.override("Europe/Berlin"):
        hers.drop({"day": "2026-11-25", "hour": "8"})
    assert times(window, ada, "/calendar/2026/11/", "Choir") == ["2026-11-25 08:00"]
    assert client.post(f"/calendar/events/{event.pk}/move/", {"day": "soon"}).status_code == 404


def test_an_event_says_when_it_is_here_and_where_it_is_planned(put, ada, grace, window):
    path = f"/calendar/events/{put('Choir', '2026-11-20 02:00').pk}/"
    here, there = (window(person).get(path).content.decode() for person in (ada, grace))
    assert "Friday 20 November 2026, 02:00" in here
    assert "Europe/Berlin" not in here
    assert "Thursday 19 November 2026, 20:00" in there
    assert "Fri 20 Nov, 02:00–03:00 in Europe/Berlin" in there


def test_found_by_its_words_until_it_is_deleted(put, ada, window):
    event = put("Choir", "2026-11-20 19:00", place="Hall")
    assert Document.objects.filter(kind="calendar.event", words__contains="hall").exists()
    window(ada).post(f"/calendar/events/{event.pk}/delete/")
    assert not Document.objects.filter(kind="calendar.event").exists()


def test_everybody_begins_with_a_calendar(ada):
    calendar = Calendar.objects.get(owner=ada, kind="personal")
    assert (calendar.slug, calendar.name, calendar.everybody) == ("ada", "Ada Lovelace", "none")


def test_the_front_page_says_what_comes_next(put, ada, window):
    soon = datetime.now(ZoneInfo("Europe/Berlin")).replace(hour=23, minute=30)
    put("Midnight tea", f"{soon:%Y-%m-%d %H:%M}", rrule="FREQ=DAILY")
    assert "Midnight tea" in window(ada).get("/").content.decode()
