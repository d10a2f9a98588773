"""This one, this and those that follow, all: what becomes of a series."""

from datetime import timedelta

import pytest
from django.http import Http404

from live.calendar import attending, occurring, services
from live.calendar.models import Event

WEEKLY = "FREQ=WEEKLY;COUNT=5"


@pytest.fixture
def choir(put):
    return put("Choir", "2026-10-15 19:00", rrule=WEEKLY)


def at(event, number):
    """One of its occurrences, as it is now."""
    event = Event.objects.get(pk=event.pk)
    return occurring.of_one(event, event.starts - timedelta(days=1), event.starts + timedelta(days=90))[number]


def test_what_is_weekly_stays_at_seven_when_the_clocks_are_set_back(choir, slots):
    """Summer time ends on 25 October 2026."""
    assert slots(choir) == ["15 19:00 Choir", "22 19:00 Choir", "29 19:00 Choir", "05 19:00 Choir", "12 19:00 Choir"]


def test_one_is_changed(choir, slots, ada):
    services.change_event(ada, at(choir, 1), {"title": "Concert"}, services.THIS)
    assert slots(choir)[:3] == ["15 19:00 Choir", "22 19:00 Concert", "29 19:00 Choir"]


def test_one_is_moved_and_keeps_its_slot(choir, slots, ada):
    there = at(choir, 1)
    event = services.move_event(ada, there, there.starts + timedelta(days=1), there.ends + timedelta(days=1), False)
    assert event.recurrence_id == there.recurrence_id == "20261022T170000Z"
    assert slots(choir)[:3] == ["15 19:00 Choir", "23 19:00 Choir", "29 19:00 Choir"]
    again = at(choir, 1)
    services.move_event(ada, again, again.starts + timedelta(days=1), again.ends + timedelta(days=1), False)
    assert slots(choir)[1] == "24 19:00 Choir"
    assert choir.slots.count() == 1


def test_one_is_deleted(choir, slots, ada):
    services.change_event(ada, at(choir, 1), {"title": "Concert"}, services.THIS)
    services.delete_event(ada, at(choir, 1), services.THIS)
    assert slots(choir) == ["15 19:00 Choir", "29 19:00 Choir", "05 19:00 Choir", "12 19:00 Choir"]
    assert not choir.slots.exists()


def test_the_last_that_is_left_takes_the_series_with_it(choir, ada):
    for _ in range(5):
        services.delete_event(ada, at(choir, 0), services.THIS)
    assert not Event.objects.exists()


def test_those_that_follow_are_another_series(choir, slots, ada):
    there = at(choir, 2)
    later = {"title": "Band", "starts": there.starts + timedelta(hours=1), "ends": there.ends + timedelta(hours=1)}
    band = services.change_event(ada, there, later | {"rrule": WEEKLY}, services.FOLLOWING)
    assert slots(choir) == ["15 19:00 Choir", "22 19:00 Choir"]
    assert slots(band) == ["29 20:00 Band", "05 20:00 Band", "12 20:00 Band"]
    assert band.uid != choir.uid


def test_what_was_different_goes_on_with_those_that_follow(choir, slots, ada):
    services.change_event(ada, at(choir, 3), {"title": "Concert"}, services.THIS)
    services.delete_event(ada, at(choir, 4), services.THIS)
    there = at(choir, 2)
    later = {"starts": there.starts + timedelta(hours=1), "ends": there.ends + timedelta(hours=1)}
    band = services.change_event(ada, there, later, services.FOLLOWING)
    assert slots(band) == ["29 20:00 Choir", "05 20:00 Concert"]
    assert slots(choir) == ["15 19:00 Choir", "22 19:00 Choir"]


def test_those_that_follow_are_deleted(choir, slots, ada):
    services.change_event(ada, at(choir, 3), {"title": "Concert"}, services.THIS)
    services.delete_event(ada, at(choir, 2), services.FOLLOWING)
    assert slots(choir) == ["15 19:00 Choir", "22 19:00 Choir"]


def test_from_the_first_on_is_all(choir, slots, ada):
    services.change_event(ada, at(choir, 0), {"title": "Band"}, services.FOLLOWING)
    assert slots(choir)[4] == "12 19:00 Band"
    services.delete_event(ada, at(choir, 0), services.FOLLOWING)
    assert not Event.objects.exists()


def test_all_are_moved_by_the_third(choir, slots, ada):
    """A day later and at eight: each of them, with what was different and what was left out."""
    services.change_event(ada, at(choir, 1), {"title": "Concert"}, services.THIS)
    services.delete_event(ada, at(choir, 4), services.THIS)
    there, later = at(choir, 2), timedelta(days=1, hours=1)
    services.change_event(ada, there, {"starts": there.starts + later, "ends": there.ends + later}, services.ALL)
    assert slots(choir) == ["16 20:00 Choir", "23 20:00 Concert", "30 20:00 Choir", "06 20:00 Choir"]


def test_another_rule_drops_what_has_no_slot_any_more(choir, slots, ada):
    services.change_event(ada, at(choir, 1), {"title": "Concert"}, services.THIS)
    services.change_event(ada, at(choir, 2), {"title": "Tour"}, services.THIS)
    services.change_event(ada, at(choir, 0), {"rrule": "FREQ=WEEKLY;INTERVAL=2;COUNT=3"}, services.ALL)
    assert slots(choir) == ["15 19:00 Choir", "29 19:00 Tour", "12 19:00 Choir"]


def test_it_becomes_a_whole_day(choir, slots, ada):
    there = at(choir, 0)
    day = there.starts.replace(hour=0)
    services.change_event(ada, there, {"starts": day, "ends": day + timedelta(days=1), "all_day": True}, services.ALL)
    assert slots(choir)[2] == "29 00:00 Choir"


def test_an_outdated_change_is_refused(choir, ada, admin):
    there = at(choir, 1)
    services.change_event(admin, there, {"title": "Band"}, services.ALL, version=there.event.version)
    with pytest.raises(services.Outdated) as refusal:
        services.change_event(ada, there, {"title": "Duo"}, services.THIS, version=there.event.version)
    assert refusal.value.current.title == "Band"
    assert refusal.value.current.changed_by == admin
    assert not choir.slots.exists()


def test_what_somebody_else_has_deleted_meanwhile_is_not_there(choir, slots, ada):
    one, all_of_it = at(choir, 1), at(choir, 0)
    services.delete_event(ada, one, services.THIS)
    there = {"starts": one.starts, "ends": one.ends}
    with pytest.raises(Http404):
        services.delete_event(ada, one, services.THIS)
    with pytest.raises(Http404):
        services.change_event(ada, one, there, services.THIS)
    assert len(slots(choir)) == 4
    services.delete_event(ada, all_of_it, services.ALL)
    for deed in (
        lambda: services.delete_event(ada, all_of_it, services.ALL),
        lambda: services.change_event(ada, all_of_it, there, services.ALL),
        lambda: services.invite(ada, choir, [ada]),
        lambda: attending.answer(choir, ada, "yes"),
    ):
        with pytest.raises(Http404):
            deed()


def test_who_may_change_it_is_asked_of_the_calendar_in_which_it_is(choir, plans, ada):
    before = at(choir, 0)
    services.change_event(ada, before, {"calendar": plans}, services.ALL)
    with pytest.raises(Http404):
        services.delete_event(ada, before, services.ALL)


def test_sequence_rises_with_the_time_and_not_with_the_title(choir, ada):
    services.change_event(ada, at(choir, 0), {"title": "Band"}, services.ALL)
    choir.refresh_from_db()
    assert (choir.sequence, choir.version) == (0, 2)
    there = at(choir, 0)
    services.change_event(ada, there, {"ends": there.ends + timedelta(hours=1)}, services.ALL)
    choir.refresh_from_db()
    assert (choir.sequence, choir.version) == (1, 3)
