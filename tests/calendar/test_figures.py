"""What a full month costs."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from live.calendar import occurring, services
from live.calendar.models import Event
from live.engine import changes, fragments
from live.engine.fragments import Variant
from live.engine.topics import name_of

EVENTS = 2_000
BEGINNING = datetime(2026, 11, 1, 6, tzinfo=UTC)
ZONES = ["Europe/Berlin", "America/New_York", "Asia/Tokyo", "Europe/London"]


@pytest.fixture
def crowded(team):
    """A month with 2,000 events, a tenth of which repeat."""
    rows = []
    for number in range(EVENTS):
        starts = BEGINNING + timedelta(minutes=20 * number)
        rule = "FREQ=YEARLY" if number % 10 == 0 else ""
        times = {"starts": starts, "ends": starts + timedelta(hours=1), "time_zone": "Europe/Berlin", "rrule": rule}
        series_ends = None if rule else times["ends"]
        rows.append(Event(calendar=team, title=f"Event {number}", place="Hall", series_ends=series_ends, **times))
    Event.objects.quietly().bulk_create(rows)
    return team


def test_a_month_with_two_thousand_events(crowded, ada, window, django_assert_max_num_queries):
    client = window(ada)
    with django_assert_max_num_queries(12):
        assert client.get("/calendar/2026/11/").content.count(b'data-testid="event"') >= EVENTS * 0.9


def test_one_change_for_all_who_look_at_it(crowded, ada):
    """One of 2,000 is moved: what all pages in four time zones and two months get for it."""
    event = crowded.events.get(title="Event 1001")
    position = changes.log(name_of(crowded), 0).head
    there = occurring.find(event, "")
    services.move_event(ada, there, there.starts + timedelta(days=1), there.ends + timedelta(days=1), False)

    def bring():
        log = changes.log(name_of(crowded), position.position)
        happened = changes.coalesce(log.after(position))
        objects = fragments.load({subject for _verb, subject in happened})
        views = ("month:2026-11", "month:2027-02", "week:2026-11-15")
        variants = [Variant(view, "en", zone) for view in views for zone in ZONES]
        return [fragments.frame(log.head, happened, objects, variant) for variant in variants]

    frames = bring()
    assert all(frames[:4])
    assert not any(frames[4:8])
    with CaptureQueriesContext(connection) as captured:
        bring()
    assert len(captured) == 4  # the log, the event, its slots, its trace: whoever looks at it
