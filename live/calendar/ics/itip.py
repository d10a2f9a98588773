"""Messages between calendars (iTIP, RFC 5546): invitations, answers and cancellations, as text and as they come in."""

from django.contrib.auth import get_user_model
from django.utils.translation import gettext as _
from icalendar import Calendar as File
from icalendar import Event as Component
from icalendar import vCalAddress

from live.calendar import attending, occurring, services
from live.calendar.ics import writing
from live.calendar.ics.merging import name_in
from live.calendar.models import Attendance, Calendar, Event
from live.calendar.recurrence import Occurrence
from live.calendar.recurrence.slots import Series

Answer = Attendance.Answer
MOST = 500  # UIDs of a query
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


def receive(pieces, person) -> list[str]:
    """Act on messages that somebody brings in: for each why it was not acted on, or nothing."""
    events = _events({piece.value("UID") for piece in pieces}, person)
    return [_receive(piece, events.get(piece.value("UID")), person) for piece in pieces]


def _events(uids, person):
    mine = Event.objects.filter(recurrence_id="", calendar__in=Calendar.objects.writable_by(person))
    rows = mine.filter(uid__in=sorted(uids)[:MOST]).select_related("calendar").order_by("-pk")
    return {event.uid: event for event in rows}


def _receive(piece, event, person):
    if event is None:
        return _("It is about an event that is not in your calendars.")
    component = Component.from_ical(piece.text)
    sequence = str(component.get("SEQUENCE", "0"))
    if not sequence.isdecimal() or int(sequence) < event.sequence:
        return _("It is about an earlier version of the event.")
    act = {"REPLY": _take_answers, "CANCEL": _take_back}.get(piece.method)
    if act is None:
        return _("Messages of the kind %(method)s are not acted on.") % {"method": piece.method[:20]}
    return act(component, event, person)


def _take_answers(component, event, person):
    found = component.get("ATTENDEE", [])
    for attendee in found if isinstance(found, list) else [found]:
        said = SAID.get(str(attendee.params.get("PARTSTAT", "")).upper())
        user = _invited(event, str(attendee))
        if not user or not said:
            return _("Nobody who is invited says anything in it.")
        attending.answer(event, user, said, str(component.get("COMMENT", ""))[:200])
    return ""


def _invited(event, uri):
    mail = uri.lower().removeprefix("mailto:")
    people = get_user_model().objects.active().filter(attendances__event=event, email__iexact=mail)
    return people.first() if mail else None


def _take_back(component, event, person):
    slot = component.get("RECURRENCE-ID")
    occurrence = _slot(event, slot) if slot else Occurrence(event, *occurring.span(event), "")
    if occurrence is None:
        return _("The event has no such instance.")
    following = slot and slot.params.get("RANGE") == "THISANDFUTURE"
    scope = services.FOLLOWING if following else services.THIS if slot else services.ALL
    cancelled = services.change_event(person, occurrence, {"status": Event.Status.CANCELLED}, scope)
    newer = int(str(component.get("SEQUENCE", "0"))) + 1  # the version that was cancelled does not bring it back
    Event.objects.quietly().filter(pk=cancelled.pk, sequence__lt=newer).update(sequence=newer)
    return ""


def _slot(event, value):
    return occurring.find(event, name_in(Series.of(event), value.dt)) if event.repeats else None
