"""Weekly at 19:00 in Berlin, over both changes of the clocks, for four viewers: page, form, file, feed, mail and
reminder say the same.
"""

import re
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import icalendar
import pytest
import recurring_ical_events
import time_machine
from django.core import mail

from live.calendar import reminding
from live.calendar.ics import mailing
from live.calendar.models import FeedToken, Reminder
from tests.calendar.people import person, shared_calendar
from tests.calendar.test_export import choir

pytestmark = pytest.mark.django_db

ZONES = ["Europe/Berlin", "America/New_York", "Asia/Tokyo", "Australia/Lord_Howe"]
DAYS = ["2026-03-23", "2026-03-30", "2026-10-19", "2026-10-26"]  # before and after each change


@pytest.fixture
def ada():
    return person("ada")


@pytest.fixture
def series(ada):
    return choir(ada, shared_calendar(), rrule="FREQ=WEEKLY")


def moment(day):
    """19:00 in Berlin."""
    return datetime.fromisoformat(f"{day} 19:00").replace(tzinfo=ZoneInfo("Europe/Berlin")).astimezone(UTC)


def slot(day):
    return f"{moment(day):%Y%m%dT%H%M%SZ}"


@pytest.fixture(params=ZONES)
def viewer(request, client):
    somebody = person("linus", request.param)
    client.force_login(somebody)
    return somebody


@pytest.mark.parametrize("day", DAYS)
def test_the_month_and_the_events_page(series, viewer, client, day):
    there = moment(day).astimezone(ZoneInfo(viewer.time_zone))
    page = client.get(f"/calendar/{there.year}/{there.month}/").content.decode()
    assert f'data-start="{there.isoformat()}"' in page
    page = client.get(f"{series.get_absolute_url()}?at={slot(day)}").content.decode()
    assert f'<time datetime="{there.isoformat()}"' in page


@pytest.mark.parametrize("day", DAYS)
def test_the_form_has_the_time_of_the_event(series, viewer, client, day):
    page = client.get(f"/calendar/events/{series.pk}/edit/?at={slot(day)}").content.decode()
    assert re.search(r'name="starts"[^>]*value="([^"]*)"', page)[1] == f"{day}T19:00"
    assert re.search(r'<option value="Europe/Berlin" selected', page)


def test_the_file_and_the_feed(series, viewer, client):
    token = FeedToken.objects.create(user=viewer)
    for address in (f"/calendar/events/{series.pk}.ics", f"/calendar/feed/{token.token}.ics"):
        found = icalendar.Calendar.from_ical(client.get(address).content)
        for day in DAYS:
            [there] = recurring_ical_events.of(found).between(moment(day), timedelta(hours=1))
            assert (there.start, there.end) == (moment(day), moment(day) + timedelta(hours=1))


@pytest.mark.parametrize("day", DAYS)
def test_the_reminder_and_its_mail(series, viewer, day):
    Reminder.objects.create(event=series, user=viewer, minutes=30)
    given = []
    for minutes in (31, 30, 29):
        with time_machine.travel(moment(day) - timedelta(minutes=minutes), tick=False):
            given.append(reminding.remind_due())
            mailing.send_waiting()
    assert given == [0, 1, 0]
    there = moment(day).astimezone(ZoneInfo(viewer.time_zone))
    [message] = mail.outbox
    assert f"When: {there:%A}, {there:%-d} {there:%B} {there:%Y}, {there:%H:%M}–" in message.body
    assert f"({viewer.time_zone})" in message.body
