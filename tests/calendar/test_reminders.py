"""Reminders: on time by each one's clock, once, and only of what concerns them."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core import mail
from django.core.management import call_command

from live.calendar import attending, occurring, reminding, services
from live.calendar.ics import mailing
from live.calendar.models import Reminder, SentReminder
from live.notifications.models import Notification
from tests.calendar.people import person, personal_calendar, shared_calendar
from tests.calendar.test_export import choir

pytestmark = pytest.mark.django_db


@pytest.fixture
def ada():
    return person("ada", "Europe/London")


@pytest.fixture
def team():
    return shared_calendar()


def remind(event, user, *minutes):
    for number in minutes:
        Reminder.objects.create(event=event, user=user, minutes=number)


def at(moment):
    """How many reminders are given then (UTC)."""
    with time_machine.travel(datetime.fromisoformat(moment).replace(tzinfo=UTC), tick=False):
        return reminding.remind_due()


def test_a_reminder_comes_on_time_once_on_the_page_and_by_mail(ada, team):
    event = choir(ada, team)
    remind(event, ada, 15)
    assert [at(f"2026-01-05 17:{minute}") for minute in ("44:59", "45:00", "45:10", "59:00")] == [0, 1, 0, 0]
    notification = Notification.objects.get(person=ada, kind="reminder")
    assert notification.url == event.get_absolute_url()
    assert notification.details["title"] == "Choir"
    mailing.send_waiting()
    [message] = mail.outbox
    assert message.subject == "Reminder: Choir (Monday, 5 January 2026, 18:00)"
    assert "Europe/London" in message.body


def test_several_each_at_its_time(ada, team):
    event = choir(ada, team)
    remind(event, ada, 1440, 60, 0)
    assert [at(f"2026-01-{moment}") for moment in ("04 18:00", "05 16:59", "05 17:00", "05 18:00", "05 18:01")] == [
        1,
        0,
        1,
        1,
        0,
    ]


def test_each_of_a_series_also_over_both_changes_of_the_clocks(ada, team):
    remind(choir(ada, team, rrule="FREQ=WEEKLY"), ada, 15)
    given = [at(moment) for moment in ("2026-03-23 17:45", "2026-03-30 16:44", "2026-03-30 16:45", "2026-10-26 17:45")]
    assert given == [1, 0, 1, 1]


def test_one_that_was_moved_is_reminded_of_where_it_is(ada, team):
    event = choir(ada, team, rrule="FREQ=WEEKLY")
    remind(event, ada, 15)
    occurrence = occurring.find(event, "20260112T180000Z")
    day = timedelta(days=1)
    services.move_event(ada, occurrence, occurrence.starts + day, occurrence.ends + day, False)
    assert [at("2026-01-12 17:45"), at("2026-01-13 17:45")] == [0, 1]
    assert Notification.objects.get(kind="reminder").url.endswith("?at=20260112T180000Z")


def test_all_day_begins_with_the_day_where_one_is(team):
    linus, mallory = person("linus", "America/New_York"), person("mallory", "Asia/Tokyo")
    days = {"starts": datetime(2026, 7, 1, tzinfo=UTC), "ends": datetime(2026, 7, 2, tzinfo=UTC), "all_day": True}
    event = services.create_event(linus, team, title="Fair", time_zone="UTC", **days)
    remind(event, linus, 60)
    remind(event, mallory, 60)
    assert [at("2026-06-30 14:00"), at("2026-07-01 03:00")] == [1, 1]
    assert list(SentReminder.objects.order_by("starts").values_list("user", flat=True)) == [mallory.pk, linus.pk]


def test_nobody_is_reminded_of_what_does_not_concern_them(ada, team):
    grace = person("grace")
    declined = choir(ada, team, title="Declined", invited=[grace])
    attending.answer(declined, grace, "no")
    cancelled = choir(ada, team, title="Cancelled", status="cancelled")
    private = choir(ada, personal_calendar(ada, everybody="none"), title="Private")
    for event in (declined, cancelled, private):
        remind(event, grace, 15)
    assert at("2026-01-05 17:45") == 0


def test_an_instance_that_is_cancelled_or_left_out_has_no_reminder(ada, team):
    event = choir(ada, team, rrule="FREQ=WEEKLY")
    remind(event, ada, 15)
    services.change_event(ada, occurring.find(event, "20260112T180000Z"), {"status": "cancelled"}, services.THIS)
    event.refresh_from_db()
    services.delete_event(ada, occurring.find(event, "20260119T180000Z"), services.THIS)
    assert [at("2026-01-12 17:45"), at("2026-01-19 17:45"), at("2026-01-26 17:45")] == [0, 0, 1]


def test_what_was_due_long_ago_is_left_alone(ada, team):
    remind(choir(ada, team), ada, 1440)
    assert at("2026-01-05 17:00") == 0


def test_who_left_is_not_reminded(ada, team):
    remind(choir(ada, team), ada, 15)
    ada.is_active = False
    ada.save()
    assert at("2026-01-05 17:45") == 0


def test_a_hundred_reminders_ask_for_their_events_once(ada, team, django_assert_max_num_queries):
    for number in range(100):
        remind(choir(ada, team, title=str(number)), ada, 15)
    with time_machine.travel(datetime(2026, 1, 5, 12, tzinfo=UTC), tick=False), django_assert_max_num_queries(4):
        reminding.remind_due()


def test_a_command_does_the_same_for_cron(ada, team, capsys):
    remind(choir(ada, team), ada, 15)
    with time_machine.travel(datetime(2026, 1, 5, 17, 50, tzinfo=UTC), tick=False):
        call_command("send_reminders")
    assert capsys.readouterr().out == "Reminders: 1. Mails: 1.\n"


def test_one_chooses_them_on_the_events_page(ada, team, client):
    event = choir(ada, team)
    client.force_login(ada)
    address = f"/calendar/events/{event.pk}/reminders/"
    for minutes in ("15", "1440", "15", "nonsense"):
        client.post(address, {"minutes": minutes})
    assert sorted(Reminder.objects.values_list("minutes", flat=True)) == [15, 1440]
    page = client.get(event.get_absolute_url()).content.decode()
    assert "1 day before" in page
    client.post(address, {"remove": "1440", "minutes": "5"})
    assert list(Reminder.objects.values_list("minutes", flat=True)) == [15]


def test_one_may_be_chosen_with_the_event(ada, team, client):
    client.force_login(ada)
    given = {"title": "Choir", "calendar": "team", "time_zone": "Europe/Berlin", "reminder": "30"}
    times = {"starts": "2026-01-05T19:00", "ends": "2026-01-05T20:00"}
    assert client.post("/calendar/events/new/", given | times).status_code == 302
    assert Reminder.objects.get().minutes == 30
    assert at("2026-01-05 17:30") == 1
