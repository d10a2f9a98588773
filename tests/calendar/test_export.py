"""What goes out, as RFC 5545 wants it and nothing that one may not see: files of events and calendars, feeds."""

import re
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import icalendar
import pytest
import recurring_ical_events
from icalendar import Timezone

from live.calendar import attending, occurring, services
from live.calendar.ics.vtimezone import vtimezone
from live.calendar.ics.writing import file as written
from live.calendar.models import Event, FeedToken, Hidden
from live.calendar.recurrence import occurrences
from tests.calendar import known
from tests.calendar.ics import bring, facts, file
from tests.calendar.people import person, personal_calendar, share, shared_calendar

pytestmark = pytest.mark.django_db

BERLIN = ZoneInfo("Europe/Berlin")
FULL = file(
    "UID:choir\nSEQUENCE:4\nSUMMARY:Choir; all\\, really \\\\ all\nDTSTART;TZID=Europe/Berlin:20260105T190000\n"
    "DTEND;TZID=Europe/Berlin:20260105T203000\nRRULE:FREQ=WEEKLY;UNTIL=20261231T180000Z\n"
    "EXDATE;TZID=Europe/Berlin:20260119T190000,20260126T190000\nRDATE;TZID=Europe/Berlin:20260107T190000\n"
    "DESCRIPTION:One\\nTwo\nLOCATION:Hall\nSTATUS:TENTATIVE\nTRANSP:TRANSPARENT\nCATEGORIES:Music,Fun\n"
    "X-COLOUR;A=b:red\nBEGIN:VALARM\nACTION:DISPLAY\nTRIGGER:-PT15M\nEND:VALARM",
    "UID:choir\nSEQUENCE:5\nSUMMARY:Moved\nRECURRENCE-ID;TZID=Europe/Berlin:20260112T190000\nDTSTART:20260113T170000Z",
    "UID:days\nSUMMARY:Days\nDTSTART;VALUE=DATE:20260329\nDTEND;VALUE=DATE:20260331\nRRULE:FREQ=MONTHLY;COUNT=3\n"
    "EXDATE;VALUE=DATE:20260429\nRDATE;VALUE=DATE:20260501",
    "UID:periods\nSUMMARY:Periods\nDTSTART:20260105T190000Z\nDURATION:PT1H\nRDATE;VALUE=PERIOD:20260106T190000Z/PT3H",
)


@pytest.fixture
def ada():
    return person("ada")


@pytest.fixture
def team():
    return shared_calendar()


def choir(user, calendar, starts="2026-01-05 19:00", hours=1, **fields):
    begins = datetime.fromisoformat(starts).replace(tzinfo=BERLIN).astimezone(UTC)
    usual = {"title": "Choir", "starts": begins, "ends": begins + timedelta(hours=hours), "time_zone": "Europe/Berlin"}
    return services.create_event(user, calendar, **(usual | fields))


def test_what_came_in_goes_out(ada, team):
    bring(FULL, ada, team)
    out = written(Event.objects.filter(calendar=team))
    other = shared_calendar("other")
    result = bring(out, ada, other)
    assert result["problems"] == []
    assert facts(other) == facts(team)
    text = out.decode().replace("\r\n ", "")
    for line in ("CATEGORIES:Music,Fun", "X-COLOUR;A=b:red", "TRIGGER:-PT15M", r"SUMMARY:Choir\; all\, really \\ all"):
        assert f"\r\n{line}\r\n" in text
    assert "DTSTART;TZID=Europe/Berlin:20260105T190000" in text
    assert "RECURRENCE-ID;TZID=Europe/Berlin:20260112T190000" in text
    assert "RDATE;VALUE=PERIOD:20260106T190000Z/20260106T220000Z" in text


def test_lines_are_folded_at_75_octets_between_letters(ada, team):
    choir(ada, team, title="Ünïcödé 🎵 " * 15, description="🎵" * 300)
    out = written(Event.objects.all())
    lines = out.split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert all(line.decode() for line in lines[:-1])
    assert b"\n" not in out.replace(b"\r\n", b"")
    assert icalendar.Calendar.from_ical(out).events[0]["DESCRIPTION"] == "🎵" * 300


def test_nothing_that_is_typed_becomes_a_line_of_its_own(ada, team):
    choir(ada, team, title="a\r\nATTENDEE:mailto:x@example.org", place="b\nEND:VCALENDAR")
    [event] = icalendar.Calendar.from_ical(written(Event.objects.all())).events
    assert "ATTENDEE" not in event


def test_every_file_has_what_it_must(ada, team):
    choir(ada, team)
    parsed = icalendar.Calendar.from_ical(written(Event.objects.all()))
    [event] = parsed.events
    assert (parsed["VERSION"], str(parsed["PRODID"])) == ("2.0", "-//Townhall//Calendar//EN")
    assert {"UID", "DTSTAMP", "DTSTART", "DTEND", "SEQUENCE"} <= set(event)
    assert [zone.tz_name for zone in parsed.timezones] == ["Europe/Berlin"]


ZONES = [
    "Europe/Berlin",
    "America/New_York",
    "Asia/Tokyo",
    "Australia/Lord_Howe",
    "Asia/Jerusalem",
    "Africa/Casablanca",
    "UTC",
]


@pytest.mark.parametrize("name", ZONES)
def test_a_zone_is_described_as_it_is(name):
    described = Timezone.from_ical(vtimezone(name, 2024).to_ical()).to_tz(lookup_tzid=False)
    moment, real, differing = datetime(2024, 1, 1), ZoneInfo(name), []
    while moment.year < 2036:
        exists = moment.replace(tzinfo=real).astimezone(UTC).astimezone(real).replace(tzinfo=None) == moment
        if exists and described.utcoffset(moment) != moment.replace(tzinfo=real).utcoffset():
            differing.append(moment)
        moment += timedelta(hours=5, minutes=30)
    assert differing == []


def test_the_clocks_of_berlin_are_changed_at_two_and_at_three():
    text = vtimezone("Europe/Berlin", 2026).to_ical().decode()
    summer, winter = text.split("BEGIN:DAYLIGHT")[1], text.split("BEGIN:STANDARD")[-1]
    assert "T020000" in summer
    assert "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3" in summer
    assert "T030000" in winter


@pytest.mark.skipif(not known.IS_THERE, reason="third-party calendars are not here")
@pytest.mark.parametrize("path", known.files(), ids=lambda path: path.name)
def test_every_file_that_came_in_goes_out_with_the_same_occurrences(ada, team, path):
    rows = known.rows_of(path)
    if rows:
        now = datetime(2026, 1, 1, tzinfo=UTC)
        for row in rows:
            row.changed_at = row.created_at = now
        out = written(rows)
        year = max(1971, min(row.starts.year for row in rows))
        window = datetime(year, 1, 1, tzinfo=UTC), datetime(year + 2, 1, 1, tzinfo=UTC)
        again = known.settled(known.read(out.decode(), "Europe/Berlin").events)
        for row in again:
            row.calendar_id = 1
        assert seen(again, window) == seen(rows, window)
        if path.name not in ("large.ics", "recurringWeeklyWithCount.ics"):  # the library adds one there to COUNT
            found = recurring_ical_events.of(icalendar.Calendar.from_ical(out)).between(*window)
            assert len(found) == len(seen(rows, window))


def seen(rows, window):
    found = occurrences(rows, *window)
    return sorted((str(each.starts), str(each.ends), each.recurrence_id, each.event.title) for each in found)


# Addresses


def titles(answer):
    assert answer.status_code == 200, answer.status_code
    return sorted(str(event["SUMMARY"]) for event in icalendar.Calendar.from_ical(answer.content).events)


def test_an_event_and_a_calendar_are_files(ada, team, client):
    event = choir(ada, team)
    choir(ada, team, title="Other")
    client.force_login(ada)
    answer = client.get(f"/calendar/events/{event.pk}.ics")
    assert titles(answer) == ["Choir"]
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert titles(client.get("/calendar/team.ics")) == ["Choir", "Other"]


def test_who_may_not_read_gets_nothing_or_when_it_is_busy(ada, client):
    private = personal_calendar(ada, everybody="none")
    event = choir(ada, private, description="secret", place="secret", extra="X-NOTE:secret")
    client.force_login(person("grace"))
    assert client.get(f"/calendar/{private.slug}.ics").status_code == 404
    assert client.get(f"/calendar/events/{event.pk}.ics").status_code == 404
    private.everybody = "free_busy"
    private.save()
    answer = client.get(f"/calendar/{private.slug}.ics")
    assert titles(answer) == ["Busy"]
    assert b"secret" not in answer.content


def test_visitors_get_public_calendars_only(ada, team, client):
    choir(ada, team)
    assert client.get("/calendar/team.ics").status_code == 404
    team.public = True
    team.save()
    assert titles(client.get("/calendar/team.ics")) == ["Choir"]


@pytest.fixture
def address(ada, client):
    client.force_login(ada)
    client.post("/calendar/feed/change/")
    client.logout()
    return f"/calendar/feed/{FeedToken.objects.get(user=ada).token}.ics"


def test_a_feed_has_what_its_owner_sees_now(ada, team, client, address):
    grace = person("grace")
    choir(ada, team)
    of_grace = personal_calendar(grace, everybody="none")
    choir(grace, of_grace, title="Private")
    asked = choir(grace, of_grace, title="Asked", invited=[ada])
    assert titles(client.get(address)) == ["Asked", "Choir"]
    granted = share(of_grace, ada, "free_busy")
    assert titles(client.get(address)) == ["Asked", "Busy", "Choir"]
    attending.answer(asked, ada, "no")
    assert titles(client.get(address)) == ["Busy", "Busy", "Choir"]
    granted.right = "read"
    granted.save()
    assert titles(client.get(address)) == ["Asked", "Choir", "Private"]
    Hidden.objects.create(calendar=team, user=ada)
    assert titles(client.get(address)) == ["Asked", "Private"]


def test_a_feed_that_has_not_changed_is_not_sent_again(ada, team, client, address, django_assert_max_num_queries):
    event = choir(ada, team)
    first = client.get(address)
    with django_assert_max_num_queries(8):
        again = client.get(address, headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", first["ETag"])
    event.title = "Other"
    services.change_event(ada, occurring.find(event, ""), {"title": "Other"})
    changed = client.get(address, headers={"If-None-Match": first["ETag"]})
    assert titles(changed) == ["Other"]
    services.delete_event(ada, occurring.find(Event.objects.get(), ""))
    assert client.get(address, headers={"If-None-Match": changed["ETag"]}).status_code == 200


def test_an_address_can_be_changed_and_revoked(ada, client, address):
    client.force_login(ada)
    page = client.get("/calendar/feed/").content.decode()
    assert re.search(r'value="http://testserver(/calendar/feed/.*\.ics)"', page)[1] == address
    client.post("/calendar/feed/change/")
    assert client.get(address).status_code == 404
    client.post("/calendar/feed/change/", {"revoke": "1"})
    assert not FeedToken.objects.exists()


def test_the_feed_ends_with_its_owners_account(ada, client, address):
    ada.is_active = False
    ada.save()
    assert client.get(address).status_code == 404


def test_a_feed_of_a_thousand_events_takes_a_constant_number_of_queries(
    ada, team, client, address, django_assert_max_num_queries
):
    bring(file(*(f"SUMMARY:{number}\nDTSTART:20260701T190000Z" for number in range(150))), ada, team)
    with django_assert_max_num_queries(9):
        assert len(titles(client.get(address))) == 150
