"""The calendars of the demo data and what is in them: the same each time, around the days of the other demo data."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from live.calendar import attending, services, sharing
from live.calendar.models import Calendar, Right

BERLIN, LONDON = "Europe/Berlin", "Europe/London"
DOORS = "**Doors at six.** Tea is at *seven*."
BEGINNING = date(2026, 11, 2)  # a Monday

# Days after the beginning, the hour, hours, whose, zone, what, where, the rest
TEAM = [
    (0, 9.5, 0.5, "ada", LONDON, "Stand-up", "Hall", {"rrule": "FREQ=WEEKLY;BYDAY=MO,WE,FR"}),
    (3, 19, 2, "grace", BERLIN, "Choir", "Room 2", {"rrule": "FREQ=WEEKLY"}),
    (8, 14, 1, "ada", LONDON, "Design review", "Studio", {}),
    (10, 16, 1.5, "linus", "America/New_York", "Kernel hour", "", {}),
    (
        18,
        18,
        4,
        "admin",
        BERLIN,
        "Launch day",
        "The hall",
        {"capacity": 3, "description": "**Doors at six.** Tea is at *seven*."},
    ),
    (22, 11, 1, "mallory", "Asia/Tokyo", "Call with Tokyo", "", {}),
    (25, 12, 1, "ada", LONDON, "Lunch for everybody", "Kitchen", {"rrule": "FREQ=MONTHLY;BYDAY=-1FR"}),
]
DAYS = [  # days after the beginning, days, what
    (8, 3, "Conference in Ghent"),
    (23, 5, "Focus week"),
]
HOLIDAYS = [
    (date(2026, 11, 11), "St Martin’s Day"),
    (date(2026, 12, 6), "St Nicholas’ Day"),
    (date(2026, 12, 25), "Christmas"),
]
FULL = 18, ["Rehearsal", "Sound check", "Flowers", "Press", "Photographs"]


def make(people):
    admin, ada = people["admin"], people["ada"]
    team = sharing.create_calendar(admin, "Team", 8, Right.WRITE)
    holidays = sharing.create_calendar(admin, "Holidays", 5, Right.READ, public=True)
    for days, hour, hours, who, zone, title, place, more in TEAM:
        starts = _at(BEGINNING + timedelta(days=days), hour, zone)
        times = {"starts": starts, "ends": starts + timedelta(hours=hours), "time_zone": zone}
        services.create_event(people[who], team, title=title, place=place, nonce=f"demo-{title}", **times, **more)
    for days, lasts, title in DAYS:
        _whole_days(ada, team, BEGINNING + timedelta(days=days), lasts, title)
    for number, title in enumerate(FULL[1]):
        starts = _at(BEGINNING + timedelta(days=FULL[0]), 10 + number, BERLIN)
        _hour(admin, team, title, starts, BERLIN)
    for day, title in HOLIDAYS:
        _whole_days(admin, holidays, day, 1, title, rrule="FREQ=YEARLY")
    dentist = _at(date(2026, 11, 24), 8, LONDON)
    own = Calendar.objects.get(owner=ada, kind=Calendar.Kind.PERSONAL)
    _hour(ada, own, "Dentist", dentist, LONDON)
    _ask(team.events.get(title="Launch day"), people)


def _hour(who, calendar, title, starts, zone):
    times = {"starts": starts, "ends": starts + timedelta(hours=1), "time_zone": zone}
    services.create_event(who, calendar, title=title, nonce=f"demo-{title}", **times)


def _whole_days(who, calendar, day, lasts, title, **more):
    starts = _at(day, 0, "UTC")
    ends = starts + timedelta(days=lasts)
    services.create_event(
        who, calendar, title=title, nonce=f"demo-{title}", starts=starts, ends=ends, all_day=True, **more
    )


def _at(day, hour, zone):
    return datetime(day.year, day.month, day.day, int(hour), int(hour % 1 * 60), tzinfo=ZoneInfo(zone))


def _ask(event, people):
    others = [people[name] for name in ("ada", "grace", "linus", "mallory")]
    services.invite(people["admin"], event, others)
    attending.answer(event, people["ada"], "yes")
    attending.answer(event, people["grace"], "yes", "I bring tea.")
    attending.answer(event, people["linus"], "maybe")
