"""Who comes: seats, the line before them, and who is told what."""

import pytest
from django.utils import translation

from live.calendar import attending, occurring, services
from live.calendar.models import Attendance, Event
from live.notifications.models import Notification


@pytest.fixture
def workshop(put, admin):
    return put("Workshop", "2026-11-20 19:00", by=admin, capacity=1)


def answers(event):
    rows = event.attendances.order_by("position", "pk").values_list("user__username", "answer")
    return [f"{name} {answer}" for name, answer in rows]


def told(person):
    return list(Notification.objects.quietly().filter(person=person).order_by("pk").values_list("kind", flat=True))


def test_one_seat_and_a_line(workshop, ada, grace, mallory):
    for person in (ada, grace, mallory):
        attending.answer(workshop, person, "yes")
    assert answers(workshop) == ["ada yes", "grace waiting", "mallory waiting"]


def test_a_seat_that_is_left_goes_to_the_first_in_line(workshop, ada, grace, mallory, log):
    for person in (ada, grace, mallory):
        attending.answer(workshop, person, "yes")
    log(workshop)
    attending.answer(workshop, ada, "no", "The train is late")
    assert answers(workshop) == ["ada no", "grace yes", "mallory waiting"]
    assert told(grace) == ["promotion"]
    assert log(workshop) == [("attendance", f"calendar.event.{workshop.pk}")]


def test_who_says_yes_twice_keeps_the_place(workshop, ada, grace):
    for person in (ada, grace, ada):
        attending.answer(workshop, person, "yes")
    assert answers(workshop) == ["ada yes", "grace waiting"]


def test_more_seats_are_filled_at_once(workshop, ada, grace, mallory, admin):
    for person in (ada, grace, mallory):
        attending.answer(workshop, person, "yes")
    services.change_event(admin, occurring.find(workshop, ""), {"capacity": 2})
    assert answers(workshop) == ["ada yes", "grace yes", "mallory waiting"]


def test_the_organiser_is_told_of_answers(workshop, ada, admin):
    """Each in their own language, whichever it was answered in."""
    with translation.override("de"):
        attending.answer(workshop, ada, "maybe")
    assert told(admin) == ["answer"]
    notification = Notification.objects.get(person=admin)
    assert notification.sentence == "Ada Lovelace answered “Maybe” to “Workshop”"
    with translation.override("de"):
        assert notification.sentence == "Ada Lovelace hat auf „Workshop“ mit „Vielleicht“ geantwortet"


def test_who_is_invited_is_told_and_sees_it_wherever_it_is(put, plans, ada, grace, window):
    event = put("Dinner", "2026-11-20 19:00", calendar=plans)
    assert window(grace).get(f"/calendar/events/{event.pk}/").status_code == 404
    services.invite(ada, event, [grace])
    assert told(grace) == ["invitation"]
    assert window(grace).get(f"/calendar/events/{event.pk}/").status_code == 200
    assert window(grace).get(f"/calendar/events/{event.pk}/edit/").status_code == 403


def test_another_time_asks_again_and_another_title_does_not(put, ada, grace):
    event = put("Dinner", "2026-11-20 19:00", invited=[grace])
    attending.answer(event, grace, "yes")
    services.change_event(ada, occurring.find(event, ""), {"title": "Supper"})
    assert answers(event) == ["grace yes"]
    there = occurring.find(Event.objects.get(pk=event.pk), "")
    services.change_event(ada, there, {"ends": there.ends + (there.ends - there.starts)})
    assert answers(event) == ["grace none"]
    assert told(grace) == ["invitation", "event_changed"]


def test_who_is_invited_is_told_when_it_is_cancelled(put, ada, grace, mallory):
    event = put("Dinner", "2026-11-20 19:00", invited=[grace, mallory])
    attending.answer(event, mallory, "no")
    services.delete_event(ada, occurring.find(event, ""))
    assert told(grace) == ["event_cancelled"]
    assert told(mallory) == []
    assert not Attendance.objects.exists()


def test_by_a_form(workshop, ada, window):
    client = window(ada)
    page = f"/calendar/events/{workshop.pk}/"
    response = client.post(f"{page}answer/", {"answer": "yes", "note": "With tea"}, follow=True)
    assert response.redirect_chain == [(page, 302)]
    assert "With tea" in response.content.decode()
    assert client.post(f"{page}answer/", {"answer": "waiting"}).status_code == 422
    assert client.post(f"{page}answer/", {"answer": "no", "note": "x" * 300}).status_code == 422
    assert answers(workshop) == ["ada yes"]


def test_over_the_socket(workshop, ada, tab):
    answer = tab(ada).answer({"event": str(workshop.pk), "answer": "no", "note": "Ill"})
    assert 'value="no" aria-pressed="true"' in answer
    assert answers(workshop) == ["ada no"]
    assert "Answer yes, no or maybe" in tab(ada).answer({"event": str(workshop.pk), "answer": "waiting"})
