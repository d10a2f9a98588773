"""Files that come in: what is good is taken over, what is not is named, and twice is the same as once."""

from datetime import UTC, datetime
from unittest.mock import patch

import pytest

from live.calendar import attending, services
from live.calendar.ics import importing, imports
from live.calendar.ics.reading import Unreadable
from live.calendar.models import Event, Import
from live.engine.models import Change
from tests.calendar.ics import bring, facts, file, only
from tests.calendar.people import person, shared_calendar

pytestmark = pytest.mark.django_db

CHOIR = "SUMMARY:Choir\nDTSTART;TZID=Europe/Berlin:20260105T190000\nDTEND;TZID=Europe/Berlin:20260105T203000"


@pytest.fixture
def ada():
    return person("ada")


@pytest.fixture
def team():
    return shared_calendar()


def test_an_event_is_taken_over_with_all_that_it_says(ada, team):
    lines = f"{CHOIR}\nSEQUENCE:3\nRRULE:FREQ=WEEKLY;COUNT=9\nEXDATE;TZID=Europe/Berlin:20260119T190000\n"
    lines += "LOCATION:Hall\\, ground floor\nDESCRIPTION:Bring\\nthe scores\nSTATUS:TENTATIVE\nTRANSP:TRANSPARENT"
    assert bring(file(lines), ada, team)["added"] == 1
    event = only(team)
    assert (event.title, event.place, event.description) == ("Choir", "Hall, ground floor", "Bring\nthe scores")
    assert (event.starts, event.time_zone) == (datetime(2026, 1, 5, 18, tzinfo=UTC), "Europe/Berlin")
    assert (event.uid, event.sequence, event.status, event.transparent) == ("event-1", 3, "tentative", True)
    assert (event.rrule, event.exdates) == ("FREQ=WEEKLY;COUNT=9", ["20260119T180000Z"])
    assert event.series_ends == datetime(2026, 3, 2, 20, 30, tzinfo=UTC)


def test_twice_changes_nothing(ada, team):
    text = file(f"{CHOIR}\nRRULE:FREQ=WEEKLY", "SUMMARY:No UID\nDTSTART:20260105T190000Z", f"{CHOIR}\nX-COLOUR;A=b:red")
    bring(text, ada, team)
    before, recorded = facts(team), Change.objects.filter(topic__name=f"calendar.calendar.{team.pk}").count()
    assert bring(text, ada, team)["unchanged"] == 3
    assert facts(team) == before
    assert Change.objects.filter(topic__name=f"calendar.calendar.{team.pk}").count() == recorded


@pytest.mark.parametrize(("sequence", "title"), [(1, "Choir"), (2, "New"), (3, "New")])
def test_the_higher_sequence_wins(ada, team, sequence, title):
    bring(file(f"{CHOIR}\nSEQUENCE:2"), ada, team)
    result = bring(file(f"{CHOIR.replace('Choir', 'New')}\nSEQUENCE:{sequence}"), ada, team)
    assert only(team).title == title
    assert result["older"] == (sequence < 2)


def test_another_time_asks_again_and_another_title_does_not(ada, team):
    bring(file(CHOIR), ada, team)
    linus, event = person("linus"), only(team)
    services.invite(ada, event, [linus])
    attending.answer(event, linus, "yes")
    bring(file(f"{CHOIR.replace('Choir', 'Band')}\nSEQUENCE:1"), ada, team)
    assert event.attendances.get().answer == "yes"
    bring(file(f"{CHOIR.replace('0105', '0106')}\nSEQUENCE:2"), ada, team)
    assert event.attendances.get().answer == "none"
    told = linus.notifications.quietly().order_by("pk").values_list("kind", flat=True)
    assert list(told) == ["invitation", "event_changed"]


def test_of_several_versions_in_a_file_the_newest_counts(ada, team):
    old, new = f"UID:a\nSEQUENCE:1\n{CHOIR}", f"UID:a\nSEQUENCE:2\n{CHOIR.replace('Choir', 'New')}"
    assert bring(file(new, old), ada, team)["added"] == 1
    assert only(team).title == "New"


def test_the_same_uid_in_another_calendar_is_another_event(ada, team):
    other = shared_calendar("other")
    for calendar in (team, other):
        bring(file(CHOIR), ada, calendar)
    assert Event.objects.count() == 2


def test_a_moved_instance_keeps_its_slot_whichever_comes_first(ada, team):
    moved = f"UID:a\nRECURRENCE-ID;TZID=Europe/Berlin:20260112T190000\n{CHOIR.replace('0105', '0113')}"
    bring(file(moved), ada, team)
    bring(file(f"UID:a\n{CHOIR}\nRRULE:FREQ=WEEKLY"), ada, team)
    slot = Event.objects.get(recurrence_id="20260112T180000Z")
    assert slot.series == Event.objects.get(recurrence_id="")
    assert slot.starts == datetime(2026, 1, 13, 18, tzinfo=UTC)


def test_what_differed_in_a_slot_that_is_no_more_goes(ada, team):
    moved = f"UID:a\nRECURRENCE-ID:20260112T180000Z\n{CHOIR.replace('0105', '0113')}"
    bring(file(f"UID:a\n{CHOIR}\nRRULE:FREQ=WEEKLY", moved), ada, team)
    bring(file(f"UID:a\nSEQUENCE:1\n{CHOIR}\nRRULE:FREQ=WEEKLY;INTERVAL=2"), ada, team)
    assert only(team).rrule == "FREQ=WEEKLY;INTERVAL=2"


def test_this_and_following_becomes_a_series_of_its_own(ada, team):
    later = "UID:a\nRECURRENCE-ID;RANGE=THISANDFUTURE:20260119T180000Z\nSUMMARY:Later\nDTSTART:20260119T190000Z"
    text = file(f"UID:a\n{CHOIR}\nRRULE:FREQ=WEEKLY;COUNT=5", later)
    bring(text, ada, team)
    assert bring(text, ada, team)["unchanged"] == 2
    rules = dict(Event.objects.values_list("title", "rrule"))
    assert rules == {"Choir": "FREQ=WEEKLY;COUNT=2", "Later": "FREQ=WEEKLY;COUNT=3"}


@pytest.mark.parametrize("rule", ["FREQ=WEEKLY", "FREQ=WEEKLY;COUNT=1", "FREQ=WEEKLY;COUNT=5"])
def test_this_and_following_from_the_first_on_is_all_of_it(ada, team, rule):
    later = "UID:a\nRECURRENCE-ID;RANGE=THISANDFUTURE:20260105T180000Z\nSUMMARY:Later\nDTSTART:20260105T190000Z"
    text = file(f"UID:a\n{CHOIR}\nRRULE:{rule}", later)
    bring(text, ada, team)
    event = only(team)
    assert (event.title, event.uid, event.rrule) == ("Later", "a", rule)
    assert bring(text, ada, team)["unchanged"] == 1


def test_this_and_following_after_the_last_is_one_more(ada, team):
    later = "UID:a\nRECURRENCE-ID;RANGE=THISANDFUTURE:20260202T180000Z\nSUMMARY:Later\nDTSTART:20260202T190000Z"
    bring(file(f"UID:a\n{CHOIR}\nRRULE:FREQ=WEEKLY;COUNT=2", later), ada, team)
    assert dict(Event.objects.values_list("title", "rrule")) == {"Choir": "FREQ=WEEKLY;COUNT=2", "Later": ""}


# Times and zones


@pytest.mark.parametrize(
    ("start", "zone", "utc"),
    [
        ("DTSTART:20260701T190000Z", "Europe/Berlin", "2026-07-01 19:00"),
        ("DTSTART:20260701T190000", "Europe/Berlin", "2026-07-01 17:00"),
        ("DTSTART;TZID=America/New_York:20260701T190000", "America/New_York", "2026-07-01 23:00"),
        ("DTSTART;TZID=/mozilla.org/20050126_1/Asia/Tokyo:20260701T190000", "Asia/Tokyo", "2026-07-01 10:00"),
        ("DTSTART;TZID=Tokyo Standard Time:20260701T190000", "Asia/Tokyo", "2026-07-01 10:00"),
        ('DTSTART;TZID="W. Europe Standard Time":20260701T190000', "Europe/Berlin", "2026-07-01 17:00"),
        ("DTSTART;TZID=US-Eastern:20260701T190000", "US/Eastern", "2026-07-01 23:00"),
        ("DTSTART;TZID=Our Own:20260701T190000", "America/New_York", "2026-07-01 23:00"),
        ("DTSTART;TZID=Atlantis:20260701T190000", "UTC", "2026-07-01 16:23"),
        ("DTSTART;TZID=Nowhere:20260701T190000", "Europe/Berlin", "2026-07-01 17:00"),
        ("DTSTART;VALUE=DATE:20260701", "Europe/Berlin", "2026-07-01 00:00"),
        ("DTSTART:20260701", "Europe/Berlin", "2026-07-01 00:00"),
    ],
)
def test_the_zones_that_files_mean(ada, team, start, zone, utc):
    assert bring(file(f"SUMMARY:x\n{start}", head=OWN_ZONES), ada, team)["problems"] == []
    event = only(team)
    assert (event.time_zone, f"{event.starts:%Y-%m-%d %H:%M}") == (zone, utc)


OWN_ZONES = """BEGIN:VTIMEZONE
TZID:Our Own
BEGIN:STANDARD
DTSTART:16010101T020000
RRULE:FREQ=YEARLY;BYDAY=1SU;BYMONTH=11
TZOFFSETFROM:-0400
TZOFFSETTO:-0500
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:16010101T020000
RRULE:FREQ=YEARLY;BYDAY=2SU;BYMONTH=3
TZOFFSETFROM:-0500
TZOFFSETTO:-0400
END:DAYLIGHT
END:VTIMEZONE
BEGIN:VTIMEZONE
TZID:Atlantis
BEGIN:STANDARD
DTSTART:16010101T000000
TZOFFSETFROM:+0237
TZOFFSETTO:+0237
END:STANDARD
END:VTIMEZONE"""


def test_times_without_a_zone_are_those_of_the_calendar(ada, team):
    bring(file("DTSTART:20260701T190000", head="X-WR-TIMEZONE:Asia/Tokyo"), ada, team)
    assert only(team).time_zone == "Asia/Tokyo"


@pytest.mark.parametrize(
    ("lines", "hours"),
    [
        ("DTSTART:20260701T190000Z\nDURATION:PT90M", 1.5),
        ("DTSTART:20260701T190000Z", 0),
        ("DTSTART:20260701T190000Z\nDTEND:20260701T180000Z", 0),
        ("DTSTART;VALUE=DATE:20260701", 24),
        ("DTSTART;VALUE=DATE:20260701\nDTEND;VALUE=DATE:20260701", 24),
        ("DTSTART;VALUE=DATE:20260701\nDTEND;VALUE=DATE:20260704", 72),
        ("DTSTART;VALUE=DATE:20260701\nDURATION:P2D", 48),
    ],
)
def test_how_long_it_lasts(ada, team, lines, hours):
    bring(file(lines), ada, team)
    event = only(team)
    assert (event.ends - event.starts).total_seconds() == hours * 3600


# What is not good

HOURS, MINUTES = ",".join(map(str, range(24))), ",".join(map(str, range(60)))


@pytest.mark.parametrize(
    ("lines", "reason"),
    [
        ("SUMMARY:x", "no beginning"),
        ("DTSTART:20190415TRRRRRRZ", "20190415TRRRRRRZ"),
        ("DTSTART:20260701T190000Z\nDTEND:20190415T109900Z", "20190415T109900Z"),
        ("DTSTART:20260701T190000Z\nRRULE:FREQ=MONTHLY;BYDAY=0MO", "0MO"),
        ("DTSTART:20260701T190000Z\nRRULE:FREQ=DAILY;INTERVAL=0", "INTERVAL"),
        ("DTSTART:20260701T190000Z\nRRULE:nonsense", "RRULE"),
        ("DTSTART:20260701T190000Z\nEXRULE:FREQ=DAILY", "EXRULE"),
        ("DTSTART:00010101T000000Z", "year 1"),
        ("DTSTART:99991231T230000Z", "year 9999"),
        ("DTSTART:20260701T190000Z\nDURATION:P99999999999D", "DURATION"),
        ("DTSTART:20260701T190000Z\nDURATION:P400000W", "end"),
        ("DTSTART:20260701T190000Z\nDTEND:99991231T235959Z", "9999"),
        ("DTSTART:20260701T190000Z\nEXDATE:99991231T235959Z", "9999"),
        ("DTSTART:20260701T190000Z\nRDATE;VALUE=DATE:00010101", "0001"),
        ("DTSTART:20260701T190000Z\nRECURRENCE-ID:99991231T235959Z", "9999"),
        (f"DTSTART:20260701T190000Z\nRRULE:FREQ=YEARLY;BYHOUR={HOURS};BYMINUTE={MINUTES};BYSECOND={MINUTES}", "often"),
    ],
)
def test_what_is_bad_is_named_and_the_good_go_in(ada, team, lines, reason):
    result = bring(file(f"UID:bad-one\n{lines}", CHOIR), ada, team)
    assert result["added"] == 1
    [problem] = result["problems"]
    assert problem["line"] == 4
    assert problem["what"] in ("bad-one", "x")
    assert reason in problem["reason"]


def test_an_event_without_an_end_spoils_no_other(ada, team):
    text = file(CHOIR, CHOIR).replace("END:VEVENT\r\n", "", 1)
    result = bring(text, ada, team)
    assert (result["added"], [problem["line"] for problem in result["problems"]]) == (1, [4])


@pytest.mark.parametrize(
    "data", [b"", b" \r\n", b"hello", b"\x89PNG\0\0", b"\xff\xfeB", b"BEGIN:VCALENDAR\nEND:VCALENDAR"]
)
def test_what_is_no_calendar_is_refused(ada, team, data):
    with pytest.raises(Unreadable):
        imports.begin(ada, team, "x.ics", data)
    assert not Import.objects.exists()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_encodings(ada, team, encoding):
    bring(file("SUMMARY:Café Zoë\nDTSTART:20260701T190000Z").encode(encoding), ada, team)
    assert only(team).title == "Café Zoë"


@pytest.mark.parametrize("newline", ["\n", "\r", "\r\n"])
def test_lines_end_in_any_way_and_may_be_folded_anywhere(ada, team, newline):
    text = file("SUMMARY:A long\r\n  title\r\n\t and more\nDTSTART\r\n :20260701T190000Z").replace("\r\n", newline)
    bring(text, ada, team)
    assert only(team).title == "A long title and more"


def test_tasks_are_counted_and_left_out(ada, team):
    text = file(CHOIR).replace("BEGIN:VEVENT", "BEGIN:VTODO\r\nUID:t\r\nEND:VTODO\r\nBEGIN:VEVENT", 1)
    assert bring(text, ada, team)["others"] == 1


def test_words_that_are_too_long_are_cut(ada, team):
    bring(file(f"SUMMARY:{'x' * 5000}\nLOCATION:{'y' * 5000}\nDTSTART:20260701T190000Z"), ada, team)
    assert (len(only(team).title), len(only(team).place)) == (200, 200)


def test_rules_without_bounds_are_soon_taken_over(ada, team):
    rules = [
        "FREQ=SECONDLY",
        "FREQ=DAILY;COUNT=1000000",
        "FREQ=WEEKLY;UNTIL=70001231T000000Z",
        "FREQ=SECONDLY;COUNT=9999999",
    ]
    result = bring(file(*(f"DTSTART:19950701T190000Z\nRRULE:{rule}" for rule in rules)), ada, team)
    assert (result["added"], result["problems"]) == (4, [])


def test_what_breaks_half_way_leaves_nothing(ada, team):
    with patch.object(importing, "_add", side_effect=RuntimeError):
        result = bring(file(CHOIR), ada, team)
    assert result["state"] == "failed"
    assert "Nothing" in result["message"]
    assert not Event.objects.exists()


# Large ones


def test_a_large_file_is_left_to_the_clock_and_shows_how_far_it_is(ada, team, client):
    events = [f"SUMMARY:Event {number}\nDTSTART:20260701T190000Z" for number in range(imports.AT_ONCE + 1)]
    job = imports.begin(ada, team, "large.ics", file(*events).encode())
    assert not Event.objects.exists()
    client.force_login(ada)
    page = client.get(f"/calendar/import/{job.pk}/").content.decode()
    assert f'<progress class="import__bar" id="import-progress" max="{len(events)}" value="0">' in page
    with patch.object(imports, "PACE", 0):
        imports.work_on_waiting()
    assert Change.objects.filter(subject=f"calendar.import.{job.pk}").count() > 3
    assert Event.objects.count() == len(events)
    page = client.get(f"/calendar/import/{job.pk}/").content.decode()
    assert f"<strong>{len(events)}</strong> events added" in page


def test_an_import_is_worked_on_once(ada, team):
    job = imports.begin(ada, team, "large.ics", file(CHOIR).encode())
    stale = Import.objects.get(pk=job.pk)
    stale.state, stale.claimed_at = Import.State.WAITING, None
    imports.work_on(stale)
    assert Import.objects.get(pk=job.pk).result["added"] == 1


def test_one_whose_process_is_gone_is_taken_up(ada, team):
    job = imports.begin(ada, team, "a.ics", file(CHOIR).encode())
    Event.objects.quietly().all().delete()
    gone = datetime(2026, 1, 1, tzinfo=UTC)
    Import.objects.quietly().filter(pk=job.pk).update(state="reading", claimed_at=gone, text=file(CHOIR))
    imports.work_on_waiting()
    assert only(team).title == "Choir"


# The page


def test_the_form_takes_a_file_into_a_calendar(ada, team, client, tmp_path):
    client.force_login(ada)
    path = tmp_path / "choir.ics"
    path.write_text(file(CHOIR))
    answer = client.post("/calendar/import/", {"file": path.open("rb"), "calendar": team.pk}, follow=True)
    assert "<strong>1</strong> event added" in answer.content.decode()


def test_what_is_wrong_stands_at_the_field(ada, team, client, tmp_path):
    client.force_login(ada)
    path = tmp_path / "picture.ics"
    path.write_bytes(b"\x89PNG\0")
    answer = client.post("/calendar/import/", {"file": path.open("rb"), "calendar": team.pk})
    assert answer.status_code == 422
    assert "This is not a text file." in answer.content.decode()


def test_only_calendars_that_one_may_write_in_are_offered(ada, client, tmp_path):
    holidays = shared_calendar("holidays", everybody="read")
    client.force_login(ada)
    assert "Holidays" not in client.get("/calendar/import/").content.decode()
    path = tmp_path / "choir.ics"
    path.write_text(file(CHOIR))
    assert client.post("/calendar/import/", {"file": path.open("rb"), "calendar": holidays.pk}).status_code == 422


def test_others_do_not_see_an_import(ada, team, client):
    job = imports.begin(ada, team, "a.ics", file(CHOIR).encode())
    client.force_login(person("mallory"))
    assert client.get(f"/calendar/import/{job.pk}/").status_code == 404
