"""Messages between calendars (iTIP, RFC 5546): invitations, answers and cancellations, as text and as they come in."""

from datetime import date, datetime
from typing import NamedTuple

from django.contrib.auth import get_user_model
from django.utils.translation import gettext as _
from icalendar import Calendar as File
from icalendar import vCalAddress

from live.calendar import attending, occurring, services
from live.calendar.ics import writing
from live.calendar.ics.merging import name_in
from live.calendar.ics.properties import HIGHEST, all_of, parsed, sequence_of, text_of
from live.calendar.ics.reading import Piece, portions
from live.calendar.ics.times import Moments
from live.calendar.ics.zones import Zones
from live.calendar.models import Attendance, Calendar, Event
from live.calendar.recurrence import Occurrence
from live.calendar.recurrence.slots import Series

Answer = Attendance.Answer
SAID = {"ACCEPTED": Answer.YES, "DECLINED": Answer.NO, "TENTATIVE": Answer.MAYBE}
PARTSTAT = {
    Answer.YES: "ACCEPTED",
    Answer.NO: "DECLINED",
    Answer.MAYBE: "TENTATIVE",
    Answer.WAITING: "TENTATIVE",
    Answer.NONE: "NEEDS-ACTION",
}


def request(rows, attendance, sender) -> str:
    """An invitation to these rows, of a series or of one slot, for one person."""
    return _message("REQUEST", rows, attendance, sender)


def cancel(rows, attendance, sender, sequence, and_following=False) -> str:
    for row in rows:
        row.status, row.sequence = Event.Status.CANCELLED, sequence
    return _message("CANCEL", rows, attendance, sender, and_following)


def reply(event, attendance, sender) -> str:
    return _message("REPLY", [event], attendance, sender)


def _message(method, rows, attendance, sender, and_following=False):
    """Only the person it goes to or comes from is named in it: others' addresses are nobody's business."""
    parts = File.from_ical(writing.file(rows, method=method))
    for part in parts.events:
        part.add("organizer", address(*sender))
        person = address(attendance.user.name, attendance.user.email)
        person.params["PARTSTAT"] = PARTSTAT[attendance.answer]
        if method == "REQUEST":
            person.params["RSVP"] = "TRUE"
        part.add("attendee", person)
        if and_following:
            part["RECURRENCE-ID"].params["RANGE"] = "THISANDFUTURE"
    return parts.to_ical(sorted=False).decode()


def address(name, mail):
    found = vCalAddress(f"mailto:{mail}")
    found.params["CN"] = name
    return found


# What comes in


class Message(NamedTuple):
    """What somebody says of an event that is here; `answers` are mail addresses, each with what they said."""

    piece: Piece
    uid: str
    sequence: int
    slot: date | datetime | None
    and_following: bool
    answers: list[tuple[str, str]]
    comment: str


def message(piece: Piece, zones: Zones) -> Message:
    """Raises Bad."""
    component = parsed(piece)
    moments = Moments(component, zones, piece)
    return Message(
        piece,
        uid=text_of(component, "UID"),
        sequence=sequence_of(component),
        slot=moments.slot(),
        and_following=moments.and_following,
        answers=[_answer(attendee) for attendee in all_of(component, "ATTENDEE")],
        comment=text_of(component, "COMMENT")[:200],
    )


def _answer(attendee):
    said = getattr(attendee, "params", {}).get("PARTSTAT", "")
    return str(attendee).lower().removeprefix("mailto:"), SAID.get(str(said).upper(), "")


def receive(messages: list[Message], person) -> list[str]:
    """Act on messages that somebody brings in: for each why it was not acted on, or nothing."""
    events = {}
    for some in portions(sorted({message.uid for message in messages})):
        events |= _events(some, person)
    return [_receive(message, events.get(message.uid), person) for message in messages]


def _events(uids, person):
    mine = Event.objects.filter(recurrence_id="", calendar__in=Calendar.objects.writable_by(person))
    rows = mine.filter(uid__in=uids).select_related("calendar").order_by("-pk")
    return {event.uid: event for event in rows}


def _receive(message, event, person):
    if event is None:
        return _("It is about an event that is not in your calendars.")
    if message.sequence < event.sequence:
        return _("It is about an earlier version of the event.")
    act = {"REPLY": _take_answers, "CANCEL": _take_back}.get(message.piece.method)
    if act is None:
        return _("Messages of the kind %(method)s are not acted on.") % {"method": message.piece.method[:20]}
    return act(message, event, person)


def _take_answers(message, event, person):
    if message.slot is not None:
        return _("It answers to one instance; here people answer to all of a series.")
    for address, said in message.answers:
        user = said and _invited(event, address)
        if not user:
            return _("Nobody who is invited says anything in it.")
        attending.answer(event, user, said, message.comment)
    return "" if message.answers else _("Nobody who is invited says anything in it.")


def _invited(event, mail):
    people = get_user_model().objects.active().filter(attendances__event=event, email__iexact=mail)
    return people.first() if mail else None


def _take_back(message, event, person):
    event = Event.objects.select_related("calendar").get(pk=event.pk)  # another message may have changed it
    occurrence = _occurrence(event, message.slot)
    if occurrence is None:
        return _("The event has no such instance.")
    scope = services.ALL if message.slot is None else services.FOLLOWING if message.and_following else services.THIS
    cancelled = services.change_event(person, occurrence, {"status": Event.Status.CANCELLED}, scope)
    newer = min(message.sequence + 1, HIGHEST)  # the version that was cancelled does not bring it back
    Event.objects.quietly().filter(pk=cancelled.pk, sequence__lt=newer).update(sequence=newer)
    return ""


def _occurrence(event, slot):
    if slot is None:
        return Occurrence(event, *occurring.span(event), "")
    return occurring.find(event, name_in(Series.of(event), slot)) if event.repeats else None
