"""What somebody is asked to stands on their pages, whatever they may see of its calendar; nothing else of it does."""

import re

import pytest
from django.utils import timezone

from live.calendar import attending, occurring, services, sharing
from live.calendar.models import Event, Right
from live.calendar.rights import calendars_of, fingerprint
from live.calendar.topics import Asked, Calendars, Coming
from live.engine.fragments import Viewer, speaking

BERLIN = ("en", "Europe/Berlin")
MONTH, NEXT = "month:2026-11", "month:2026-12"


@pytest.fixture
def dinner(put, plans, grace):
    """ada asks grace to one of two events in a calendar that is hers alone."""
    put("Dentist", "2026-11-20 09:00", calendar=plans)
    return put("Dinner", "2026-11-20 19:00", calendar=plans, invited=[grace])


@pytest.fixture
def page(window):
    """`page(grace)`: what she reads on her month, chip by chip."""

    def read(person, address="2026/11/"):
        person.time_zone = "Europe/Berlin"
        person.save()
        return titles(window(person).get(f"/calendar/{address}").content.decode())

    return read


def titles(html):
    return re.findall(r'<span class="chip__title"[^>]*>([^<]*)<', html)


def pushed(person, view=MONTH):
    viewer = Viewer(person.pk, view, *BERLIN)
    with speaking(*BERLIN):
        return titles(Asked().render([viewer])[viewer].html)


def now(event, at=""):
    return occurring.find(Event.objects.get(pk=event.pk), at)


@pytest.mark.parametrize("address", ["2026/11/", "week/2026-11-20/", "day/2026-11-20/", "agenda/2026-11-20/"])
def test_who_is_asked_sees_it_and_nothing_else_of_the_calendar(dinner, grace, mallory, page, address):
    assert page(grace, address) == ["Dinner"]
    assert page(mallory, address) == []


def test_what_becomes_of_it_is_pushed_as_a_fresh_page_has_it(dinner, ada, grace, page):
    assert pushed(grace) == page(grace) == ["Dinner"]
    services.change_event(ada, now(dinner), {"title": "Supper"})
    assert pushed(grace) == page(grace) == ["Supper"]
    attending.answer(dinner, grace, "no")
    assert pushed(grace) == page(grace) == []
    attending.answer(dinner, grace, "maybe")
    services.change_event(ada, now(dinner), {"rrule": "FREQ=WEEKLY;COUNT=3"})
    assert pushed(grace) == page(grace) == ["Supper"] * 3
    services.change_event(ada, now(dinner, "20261127T180000Z"), {"title": "Buffet"}, services.THIS)
    assert pushed(grace) == page(grace) == ["Supper", "Buffet", "Supper"]
    assert pushed(grace, NEXT) == page(grace, "2026/12/") == ["Supper"]  # of weeks that both months show
    services.delete_event(ada, now(dinner, "20261120T180000Z"), services.ALL)
    assert pushed(grace) == page(grace) == []


@pytest.mark.parametrize("right", Right)
def test_it_is_there_once_whatever_one_may_see_of_the_calendar(dinner, plans, grace, page, right):
    if right != Right.NONE:
        sharing.share(plans, grace, right)
    others = {"none": [], "free_busy": ["Busy"]}.get(right, ["Dentist"])
    assert page(grace) == [*others, "Dinner"]
    sharing.set_hidden(plans, grace, True)
    assert page(grace) == ["Dinner"]


def test_where_a_calendar_is_only_busy_its_pages_leave_out_what_one_is_asked_to(dinner, ada, plans, grace, frame):
    sharing.share(plans, grace, Right.FREE_BUSY)
    views = ["month-busy:2026-11", f"month-busy:2026-11,{dinner.pk},99"]
    assert [titles(frame(plans.outline, view)) for view in views] == [["Busy", "Busy"], ["Busy"]]
    services.change_event(ada, now(dinner), {"title": "Supper"})
    assert [titles(frame(plans.outline, view)) for view in views] == [["Busy"], []]


def test_a_page_is_made_anew_where_it_is_to_leave_out_something_else(put, plans, ada, grace):
    sharing.share(plans, grace, Right.FREE_BUSY)
    event, today = put("Dinner", "2026-11-20 19:00", calendar=plans), timezone.localdate()
    page = Viewer(grace.pk, f"{fingerprint(calendars_of(grace), {})}:{today}", "en", "UTC")
    assert Calendars().render([page])[page].html == ""
    services.invite(ada, event, [grace])
    assert 'hx-get=""' in Calendars().render([page])[page].html
    attending.answer(event, grace, "no")
    assert Calendars().render([page])[page].html == ""


def test_who_is_asked_is_told_by_a_topic_of_their_own(put, plans, team, ada, grace, mallory, log):
    dinner, tea = put("Dinner", "2026-11-20 19:00", calendar=plans), put("Tea", "2026-11-20 16:00", invited=[grace])
    theirs = [f"calendar.guest.{person.pk}" for person in (grace, mallory)]
    services.invite(ada, dinner, [grace])
    assert [bool(log(topic)) for topic in theirs] == [True, False]
    there = now(dinner)
    services.move_event(ada, there, there.starts + there.ends.resolution, there.ends + there.ends.resolution, False)
    assert [bool(log(topic)) for topic in theirs] == [True, False]
    services.change_event(ada, now(tea), {"title": "Coffee"})  # all see the team's calendar anyway
    assert [bool(log(topic)) for topic in theirs] == [False, False]
    attending.answer(dinner, grace, "yes")
    assert not log(theirs[0])
    attending.answer(dinner, grace, "no")
    assert log(theirs[0])
    sharing.delete_calendar(plans)
    assert log(theirs[0])


def test_many_cost_the_queries_of_one(dinner, put, plans, ada, grace, mallory, django_assert_num_queries):
    attending.answer(dinner, grace, "yes")
    put("Supper", "2026-11-21 19:00", calendar=plans, invited=[grace, mallory])
    both = [Viewer(person.pk, view, *BERLIN) for person in (grace, mallory) for view in (MONTH, NEXT)]
    for people in (both[:1], both):
        with django_assert_num_queries(5), speaking(*BERLIN):
            shown = Asked().render(people)
    assert [titles(shown[viewer].html) for viewer in both] == [["Dinner", "Supper"], [], ["Supper"], []]


def test_it_comes_on_the_front_page_too(put, plans, grace, soon):
    viewer = Viewer(grace.pk, "", *BERLIN)
    soon("Dinner", calendar=plans, invited=[grace])
    soon("Dentist", calendar=plans)
    html = Coming().render([viewer])[viewer].html
    assert "Dinner" in html
    assert "Dentist" not in html
