"""Fills November 2026 with so many events: `python -m bench.almanac NUMBER`.

Of twenty that take place twelve are single ones of an hour or two, four are one weekly series, three last a day and one
several days; they are spread over the hours and days of eight calendars, which everybody reads.
"""

import json
import os
import sys
from datetime import UTC, datetime, timedelta
from itertools import cycle, islice
from random import Random

import django

from bench.chronicle import analyse

PATH = "/calendar/2026/11/"
BEGINNING = datetime(2026, 11, 2, tzinfo=UTC)  # a Monday
DAY = timedelta(days=1)
DAYS, WEEKS = 28, 4
NAMES = ["Press", "Rooms", "Choir", "Kitchen", "Studio", "Kernel", "Garden", "Journeys"]
ZONES = ["Europe/Berlin", "Europe/London", "America/New_York", "Asia/Tokyo"]
TITLES = ["Stand-up", "Design review", "Rehearsal", "Call with Tokyo", "Sound check", "Visit", "Lunch & talk"]
PLACES = ["", "", "The hall", "Studio", "Room 2"]
SCORE = ["weekly"] + ["hours"] * 12 + ["day"] * 3 + ["days"]  # seventeen rows, of which twenty events are


def main(number: int) -> None:
    from live.calendar.models import Event

    chance, calendars = Random(number), _calendars()
    there = Event.objects.filter(calendar__in=calendars).count()
    kinds = islice(cycle(SCORE), there, number // 20 * len(SCORE))
    rows = [_event(turn, kind, calendars[turn % len(calendars)], chance) for turn, kind in enumerate(kinds, there)]
    Event.objects.quietly().bulk_create(rows)
    analyse()
    print(json.dumps({}))


def _calendars():
    from django.contrib.auth import get_user_model

    from live.calendar.models import Right
    from live.calendar.sharing import create_calendar

    owner = get_user_model().objects.get(username="neighbour1")
    there = {each.name: each for each in owner.calendars.all()}
    return [there.get(name) or create_calendar(owner, name, hue, Right.WRITE) for hue, name in enumerate(NAMES, 1)]


def _event(turn, kind, calendar, chance):
    from live.calendar.models import Event

    starts, zone, rrule = BEGINNING + timedelta(days=chance.randrange(DAYS)), "UTC", ""
    if kind in ("day", "days"):
        ends = starts + timedelta(days=1 if kind == "day" else chance.randint(2, 5))
    else:
        starts += timedelta(hours=chance.randint(8, 17), minutes=chance.choice([0, 15, 30]))
        ends, zone = starts + timedelta(minutes=chance.choice([30, 60, 90, 120])), chance.choice(ZONES)
    if kind == "weekly":
        rrule = f"FREQ=WEEKLY;COUNT={WEEKS}"
        starts, ends = (moment - (starts - BEGINNING) // (7 * DAY) * 7 * DAY for moment in (starts, ends))
    return Event(
        calendar=calendar,
        title=f"{chance.choice(TITLES)} {turn}",
        place=chance.choice(PLACES),
        starts=starts,
        ends=ends,
        all_day=kind in ("day", "days"),
        time_zone=zone,
        rrule=rrule,
        series_ends=ends + (WEEKS - 1) * 7 * DAY if rrule else ends,
    )


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "site_config.settings")
    django.setup()
    main(int(sys.argv[1]))
