from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from live.calendar import occurring, services, sharing
from live.calendar.consumers import CalendarConsumer
from live.calendar.models import Event, Right
from live.engine import changes, fragments
from live.engine.changes import Place
from live.engine.fragments import Variant
from live.engine.topics import name_of
from tests.support.cast import person


@pytest.fixture
def ada(admin):
    """In the same zone as most events of these tests."""
    return person("ada", display_name="Ada Lovelace", time_zone="Europe/Berlin")


@pytest.fixture
def grace(admin):
    return person("grace", time_zone="America/New_York")


@pytest.fixture
def team(admin):
    """Everybody may write."""
    return sharing.create_calendar(admin, "Team", 8, Right.WRITE)


@pytest.fixture
def plans(ada):
    """ada's alone."""
    return sharing.create_calendar(ada, "Plans", 3)


@pytest.fixture
def put(ada, team):
    """`put("Choir", "2026-11-20 19:00")`: something of one hour in Berlin, in the team's calendar."""

    def made(title, start, hours=1, zone="Europe/Berlin", calendar=None, by=None, **fields):
        starts = datetime.fromisoformat(start).replace(tzinfo=ZoneInfo(zone))
        times = {"starts": starts, "ends": starts + timedelta(hours=hours), "time_zone": zone}
        event = services.create_event(by or ada, calendar or team, title=title, **times, **fields)
        return Event.objects.get(pk=event.pk)

    return made


@pytest.fixture
def slots():
    """`slots(event)`: when it takes place in the month after it begins, in Berlin: `20 19:00 title`."""

    def listed(event, days=31):
        event = Event.objects.get(pk=event.pk)
        found = occurring.of_one(event, event.starts - timedelta(days=1), event.starts + timedelta(days=days))
        berlin = ZoneInfo("Europe/Berlin")
        return [
            f"{each.starts.astimezone(berlin) if not each.event.all_day else each.starts:%d %H:%M} {each.event.title}"
            for each in found
        ]

    return listed


@pytest.fixture
def tab():
    """`tab(ada)`: what her open page may ask for; its methods are the actions."""

    def opened(person):
        consumer = CalendarConsumer()
        consumer.user, consumer.kwargs = person, {}
        return consumer

    return opened


@pytest.fixture
def frame():
    """`frame(team, "month:2026-11")`: what a page of it gets for what has happened since it was last asked."""
    places = {}

    def since(topic, view, zone="Europe/Berlin"):
        name = name_of(topic)
        log = changes.log(name, 0)
        place = places.get((name, view, zone), Place(name))
        places[name, view, zone] = log.head
        happened = changes.coalesce(log.after(place))
        objects = fragments.load({subject for _verb, subject in happened})
        return fragments.frame(log.head, happened, objects, Variant(view, "en", zone))

    return since


@pytest.fixture
def soon(put):
    """`soon("Choir", days=1)`: something of the next days, in the team's calendar."""

    def planned(title, days=1, **fields):
        return put(title, (timezone.now() + timedelta(days=days)).strftime("%Y-%m-%d %H:%M"), **fields)

    return planned
