"""What comes next stands on the front page, and follows what happens."""

from datetime import UTC, datetime, timedelta

import time_machine

from live.calendar import occurring, services, sharing
from live.calendar.home import sections_of
from live.calendar.topics import Coming
from live.engine.changes import Place
from live.engine.fragments import Variant, Viewer, frame, load, shows, speaking
from live.engine.topics import name_of


def shown_to(person):
    viewer = Viewer(person.pk, "", "en", "Europe/Berlin")
    return Coming().render([viewer])[viewer]


def test_events_of_the_next_two_weeks_in_their_order(ada, soon):
    soon("Rehearsal", days=3), soon("Choir"), soon("Concert", days=30)
    html = shown_to(ada).html
    assert html.index("Choir") < html.index("Rehearsal")
    assert "Concert" not in html


def test_it_depends_on_the_calendars_that_are_in_it(ada, grace, team, plans):
    assert name_of(plans) in shown_to(ada).topics
    assert name_of(plans) not in shown_to(grace).topics
    sharing.set_hidden(plans, ada, True)
    assert name_of(plans) not in shown_to(ada).topics


def test_it_is_what_a_fresh_page_has(ada, soon, client):
    choir = soon("Choir")
    client.force_login(ada)
    assert "Choir" in client.get("/").content.decode()
    services.delete_event(ada, occurring.find(choir, ""))
    assert "Choir" not in shown_to(ada).html
    assert "Choir" not in client.get("/").content.decode()


def test_many_people_cost_the_queries_of_one(ada, grace, mallory, soon, django_assert_num_queries):
    soon("Choir")
    with django_assert_num_queries(5):
        sections_of([ada.pk])
    with django_assert_num_queries(5):
        sections_of([ada.pk, grace.pk, mallory.pk])


def test_one_that_is_left_out_of_its_series_or_cancelled_does_not_come(ada, soon):
    choir = soon("Choir")
    services.change_event(ada, occurring.find(choir, ""), {"rrule": "FREQ=DAILY;COUNT=2"})
    first, second = occurring.of_one(type(choir).objects.get(pk=choir.pk), choir.starts, choir.ends + timedelta(days=2))
    services.change_event(ada, first, {"status": "cancelled"}, services.THIS)
    assert sections_of([ada.pk])[ada.pk][0]["occurrences"][0].starts == second.starts
    services.delete_event(ada, second, services.THIS)
    assert "Choir" not in shown_to(ada).html


def test_what_is_over_goes_when_it_is(ada, put):
    choir = put("Choir", "2026-11-20 19:00")
    put("Fair", "2026-11-20 00:00", hours=24, zone="UTC", all_day=True)
    for now, comes, until in [
        ("2026-11-20 19:59", "Choir Fair", choir.ends),
        ("2026-11-20 20:00", "Fair", datetime(2026, 11, 20, 23, tzinfo=UTC)),
        ("2026-11-21 00:00", "", datetime(2026, 11, 21, 23, tzinfo=UTC)),
    ]:
        with time_machine.travel(datetime.fromisoformat(f"{now}+01:00"), tick=False), speaking("en", "Europe/Berlin"):
            shown = shown_to(ada)
        assert {title for title in ("Choir", "Fair") if title in shown.html} == set(comes.split())
        assert shown.until == until


def test_strangers_see_what_is_public_and_nothing_else(team, plans, soon):
    choir = soon("Choir")
    happened, objects = [("added", name_of(choir))], load([name_of(choir)])
    variant = Variant("coming", "en", "UTC")
    assert "Choir" not in frame(Place(name_of(team), 1, "a"), happened, objects, variant)
    type(team).objects.quietly().filter(pk=team.pk).update(public=True)
    assert "Choir" in frame(Place(name_of(team), 1, "a"), happened, objects, variant)
    assert ("calendar.calendar", "coming") in shows.views
