"""Invitations, changes, cancellations and answers by mail (iTIP), and those that come back."""

import re
from datetime import timedelta

import icalendar
import pytest
from django.core import mail
from django.utils import timezone

from live.calendar import attending, occurring, services
from live.calendar.ics import mailing
from live.calendar.models import Attendance, Event, Mail
from tests.calendar.ics import bring, facts, file
from tests.calendar.people import person, shared_calendar
from tests.calendar.test_export import choir

pytestmark = pytest.mark.django_db


@pytest.fixture
def ada():
    return person("ada", "Europe/London", display_name="Ada Lovelace")


@pytest.fixture
def grace():
    return person("grace", "America/New_York")


@pytest.fixture
def team():
    return shared_calendar()


@pytest.fixture
def practice(ada, grace, team):
    return choir(ada, team, rrule="FREQ=WEEKLY", place="Hall", description="Bring *scores*", invited=[grace])


def sent():
    """Sends what waits: the messages, newest last."""
    before = len(mail.outbox)
    mailing.send_waiting()
    return mail.outbox[before:]


def part(message):
    """Its event in iCalendar, and the method."""
    [alternative] = message.alternatives
    parsed = icalendar.Calendar.from_ical(alternative.content)
    assert f"method={parsed['METHOD']}" in alternative.mimetype
    return parsed["METHOD"], parsed.events[0]


def whole(event):
    return occurring.find(event, "20260105T180000Z" if event.repeats else "")


def test_nothing_is_sent_while_somebody_waits(practice):
    assert (len(mail.outbox), Mail.objects.count()) == (0, 1)


def test_who_is_invited_gets_a_mail_that_can_be_read_and_a_part_for_programs(practice, grace):
    [message] = sent()
    assert message.to == ["grace@example.org"]
    assert message.subject == "Invitation: Choir (Monday, 5 January 2026, 13:00)"
    assert "Ada Lovelace invites you to “Choir”." in message.body
    assert "When: Monday, 5 January 2026, 13:00–14:00 (America/New_York)" in message.body
    assert "Repeats: Every week on Monday" in message.body
    assert "Where: Hall" in message.body
    assert "Bring *scores*" in message.body
    assert re.search(rf"http://\S+/calendar/events/{practice.pk}/", message.body)
    assert message.reply_to == ["ada@example.org"]
    method, event = part(message)
    assert (method, event["UID"], event["SEQUENCE"]) == ("REQUEST", practice.uid, 0)
    assert event["ORGANIZER"] == "mailto:ada@example.org"
    assert (event["ATTENDEE"], event["ATTENDEE"].params["PARTSTAT"]) == ("mailto:grace@example.org", "NEEDS-ACTION")
    assert str(event["DTSTART"].params["TZID"]) == "Europe/Berlin"
    assert 'text/calendar; method="REQUEST"' in message.message().as_string()


def test_who_has_no_address_or_no_account_any_more_gets_none(ada, team):
    linus = person("linus")
    linus.email = ""
    linus.save()
    choir(ada, team, invited=[linus])
    assert sent() == []


def test_another_time_has_the_same_uid_and_a_higher_sequence(ada, practice):
    sent()
    later = practice.starts + 2 * (practice.ends - practice.starts)
    services.change_event(ada, whole(practice), {"starts": later, "ends": later + (practice.ends - practice.starts)})
    [message] = sent()
    method, event = part(message)
    assert (method, event["UID"], event["SEQUENCE"]) == ("REQUEST", practice.uid, 1)
    assert "Please answer again" in message.body
    assert "15:00" in message.subject


def test_another_title_needs_no_mail(ada, practice):
    sent()
    services.change_event(ada, whole(practice), {"title": "Practice"})
    assert sent() == []


def test_one_that_was_moved_is_told_by_its_slot(ada, practice):
    sent()
    occurrence = occurring.find(practice, "20260112T180000Z")
    hour = occurrence.ends - occurrence.starts
    services.move_event(ada, occurrence, occurrence.starts + hour, occurrence.ends + hour, False)
    [message] = sent()
    _method, event = part(message)
    assert "One of “Choir” is at another time now." in message.body
    assert "answer again" not in message.body
    assert event["RECURRENCE-ID"].dt.isoformat() == "2026-01-12T19:00:00+01:00"
    assert event["DTSTART"].dt.isoformat() == "2026-01-12T20:00:00+01:00"
    assert "RRULE" not in event


def test_what_is_deleted_is_cancelled(ada, practice):
    sent()
    services.delete_event(ada, whole(practice))
    [message] = sent()
    method, event = part(message)
    assert message.subject.startswith("Cancelled: Choir")
    assert (method, event["STATUS"], event["SEQUENCE"]) == ("CANCEL", "CANCELLED", 1)


def test_one_that_is_left_out_is_cancelled_by_its_slot(ada, practice):
    sent()
    services.delete_event(ada, occurring.find(practice, "20260112T180000Z"), services.THIS)
    method, event = part(sent()[0])
    assert (method, event["RECURRENCE-ID"].dt.isoformat()) == ("CANCEL", "2026-01-12T19:00:00+01:00")
    assert event["SEQUENCE"] == 1


def test_a_night_shift_ends_at_six_in_mails_too(ada, grace, team):
    """In the night in which the clocks are set back it lasts an hour more."""
    shift = choir(ada, team, "2026-10-23 22:00", hours=8, rrule="FREQ=DAILY", invited=[grace])
    sent()
    there = occurring.find(shift, "20261024T200000Z")
    with timezone.override("Europe/Berlin"):
        assert f"{mailing.when(shift, there)['end']:%H:%M}" == "06:00"
    services.delete_event(ada, there, services.THIS)
    _method, event = part(sent()[0])
    assert event["DTEND"].dt.isoformat() == "2026-10-25T06:00:00+01:00"


def test_one_and_those_that_follow_are_cancelled_together(ada, practice, team):
    sent()
    services.delete_event(ada, occurring.find(practice, "20260112T180000Z"), services.FOLLOWING)
    [message] = sent()
    _method, event = part(message)
    assert event["RECURRENCE-ID"].params["RANGE"] == "THISANDFUTURE"
    assert event["SEQUENCE"] == 1
    Event.objects.quietly().all().delete()
    again = choir(ada, team, rrule="FREQ=WEEKLY", uid=practice.uid)
    assert bring(message.alternatives[0].content, ada, team)["problems"] == []
    again.refresh_from_db()
    assert again.rrule == "FREQ=WEEKLY;UNTIL=20260112T175959Z"
    assert Event.objects.get(starts="2026-01-12T18:00Z").status == "cancelled"


def test_who_answers_says_so_to_the_organiser(practice, grace):
    sent()
    attending.answer(practice, grace, "yes", "gladly")
    [message] = sent()
    assert (message.to, message.reply_to) == (["ada@example.org"], ["grace@example.org"])
    assert "grace answered “Yes” to “Choir”." in message.body
    assert "gladly" in message.body
    method, event = part(message)
    assert (method, event["ATTENDEE"].params["PARTSTAT"]) == ("REPLY", "ACCEPTED")


def test_a_subject_is_one_line_whatever_the_title(ada, grace, team):
    choir(ada, team, title="a\r\nBcc: x@example.org", invited=[grace])
    [message] = sent()
    assert "\n" not in message.subject
    assert message.message()["Bcc"] is None


def test_a_mail_that_cannot_be_sent_is_tried_again_later(practice, monkeypatch):
    monkeypatch.setattr("django.core.mail.backends.locmem.EmailBackend.send_messages", lambda *_: 1 / 0)
    assert mailing.send_waiting() == 0
    waiting = Mail.objects.get()
    assert waiting.attempts == 1
    assert waiting.due_at > waiting.created_at
    assert mailing.send_waiting() == 0
    assert Mail.objects.get().attempts == 1


def test_two_processes_send_a_mail_once(practice):
    stale = Mail.objects.get()
    assert mailing.send_waiting() == 1
    assert mailing._send(stale) is False
    assert len(mail.outbox) == 1


# What comes back


def answer(practice, said="ACCEPTED", who="grace@example.org", method="REPLY", sequence=0, more=""):
    lines = f"UID:{practice.uid}\nSEQUENCE:{sequence}\nATTENDEE;PARTSTAT={said}:mailto:{who}{more}"
    return file(lines, head=f"METHOD:{method}")


@pytest.mark.parametrize(("said", "kept"), [("ACCEPTED", "yes"), ("DECLINED", "no"), ("tentative", "maybe")])
def test_an_answer_that_came_by_mail_counts(ada, practice, grace, team, said, kept):
    result = bring(answer(practice, said, more="\nCOMMENT:so it is"), ada, team)
    assert (result["answers"], result["problems"]) == (1, [])
    attendance = Attendance.objects.get(event=practice, user=grace)
    assert (attendance.answer, attendance.note) == (kept, "so it is")


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"who": "mallory@example.org"}, "Nobody who is invited"),
        ({"said": "DELEGATED"}, "Nobody who is invited"),
        ({"method": "COUNTER"}, "COUNTER"),
    ],
)
def test_what_does_not_count_is_said(ada, practice, grace, team, change, reason):
    result = bring(answer(practice, **change), ada, team)
    assert reason in result["problems"][0]["reason"]
    assert Attendance.objects.get(event=practice, user=grace).answer == "none"


def test_an_answer_to_an_earlier_version_does_not_count(ada, practice, team):
    Event.objects.quietly().filter(pk=practice.pk).update(sequence=2)
    result = bring(answer(practice, sequence=1), ada, team)
    assert "earlier version" in result["problems"][0]["reason"]


def test_who_may_not_write_brings_no_answers_for_others(practice, grace, team):
    team.everybody = "read"
    team.save()
    mine = shared_calendar("mine")
    assert "not in your calendars" in bring(answer(practice), person("mallory"), mine)["problems"][0]["reason"]
    assert Attendance.objects.get(event=practice, user=grace).answer == "none"


def test_a_cancellation_that_comes_in_cancels(ada, practice, team):
    assert bring(answer(practice, method="CANCEL", sequence=1), ada, team)["answers"] == 1
    assert Event.objects.get(pk=practice.pk).status == "cancelled"


def test_a_file_with_an_event_and_its_cancellation_changes_nothing_the_second_time(ada, team):
    lines = "UID:a\nSEQUENCE:1\nSUMMARY:Choir\nDTSTART:20260105T190000Z"
    text = file(lines) + file(lines, head="METHOD:CANCEL")
    assert bring(text, ada, team)["answers"] == 1
    before = facts(team)
    assert bring(text, ada, team)["changed"] == 0
    assert facts(team) == before
    assert Event.objects.get().status == "cancelled"


def test_a_cancellation_of_one_instance_cancels_that(ada, practice, team):
    text = answer(practice, method="CANCEL", sequence=1, more="\nRECURRENCE-ID;TZID=Europe/Berlin:20260112T190000")
    assert bring(text, ada, team)["problems"] == []
    assert Event.objects.get(recurrence_id="20260112T180000Z").status == "cancelled"
    assert Event.objects.get(pk=practice.pk).status == "confirmed"


@pytest.mark.parametrize(
    ("method", "more", "reason"),
    [
        ("REPLY", "\nRECURRENCE-ID;TZID=Europe/Berlin:20260112T190000", "answers to one instance"),
        ("CANCEL", "\nRECURRENCE-ID:20260112T99", "20260112T99"),
        ("CANCEL", "\nRECURRENCE-ID:20260112T200000Z", "no such instance"),
        ("CANCEL", "\nSEQUENCE:x\nBEGIN:VALARM", "well-formed"),
    ],
)
def test_a_message_that_cannot_be_acted_on_leaves_all_as_it_is(ada, practice, team, method, more, reason):
    """Neither for all of the series, nor for the other messages of the file."""
    before, good = facts(team), "UID:other\nSUMMARY:Other\nDTSTART:20260701T190000Z"
    result = bring(answer(practice, method=method, more=more) + file(good), ada, team)
    assert (result["state"], result["added"]) == ("done", 1)
    assert reason in result["problems"][0]["reason"]
    Event.objects.quietly().filter(uid="other").delete()
    assert facts(team) == before
    assert Attendance.objects.get(event=practice).answer == "none"


def test_a_slot_is_meant_in_the_zone_that_the_file_says(ada, practice, team):
    text = answer(practice, method="CANCEL", more="\nRECURRENCE-ID;TZID=W. Europe Standard Time:20260112T190000")
    assert bring(text, ada, team)["problems"] == []
    assert Event.objects.get(status="cancelled").recurrence_id == "20260112T180000Z"


def test_a_version_without_bounds_is_the_highest_there_is(ada, practice, team):
    assert bring(answer(practice, method="CANCEL", sequence=2**31 - 1), ada, team)["problems"] == []
    bring(file(f"UID:other\nSEQUENCE:{2**31 - 1}\nDTSTART:20260701T190000Z"), ada, team)
    for event in Event.objects.all():
        services.change_event(ada, whole(event), {"ends": event.ends + timedelta(hours=1)})
    assert min(Event.objects.values_list("sequence", flat=True)) > 10**9


def test_our_own_answer_comes_back_as_it_went_out(ada, practice, grace, team):
    attending.answer(practice, grace, "no")
    [reply] = [message for message in sent() if message.to == ["ada@example.org"]]
    text = reply.alternatives[0].content
    attending.answer(practice, grace, "yes")
    assert bring(text, ada, team)["answers"] == 1
    assert Attendance.objects.get(event=practice, user=grace).answer == "no"
