"""Mails about events: decided in the transaction of what happened, sent later by the clock."""

import logging
from datetime import timedelta

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils import timezone, translation

from live.accounts.models import Site
from live.calendar import occurring, recurrence
from live.calendar.ics import itip
from live.calendar.models import Event, Mail
from live.calendar.recurrence.moments import parsed
from live.calendar.rows import alone, copy

logger = logging.getLogger(__name__)

AT_ONCE = 50  # mails of one turn
PATIENCE = 8  # attempts
PAUSE = timedelta(minutes=2)  # after the first attempt, twice as long each time


# What is to be said


def invite(event, people):
    for attendance in _reachable(event, people):
        text = itip.request(_family(event), attendance, sender_of(event))
        _queue("request", attendance.user, event, text, "REQUEST")


def tell_of_change(event, slot, people):
    rows = [_slot_row(event, slot)] if slot else _family(event)
    for attendance in _reachable(event, people):
        text = itip.request(rows, attendance, sender_of(event))
        _queue("change", attendance.user, rows[0], text, "REQUEST")


def tell_of_cancelling(event, slot, people):
    """Of a slot that is not left out those that follow go with it."""
    and_following = bool(slot) and slot not in event.exdates
    sequence = event.sequence + (not slot or and_following)
    for attendance in _reachable(event, people):
        rows = [_slot_row(event, slot)] if slot else [copy(event)]
        text = itip.cancel(rows, attendance, sender_of(event), sequence, and_following)
        _queue("cancel", attendance.user, rows[0], text, "CANCEL")


def tell_of_answer(attendance):
    """To the organiser, unless that is who answered."""
    event = Event.objects.select_related("organiser").get(pk=attendance.event_id)
    organiser = event.organiser
    if organiser and organiser != attendance.user and organiser.email and attendance.user.email:
        text = itip.reply(event, attendance, sender_of(event))
        _queue("reply", organiser, event, text, "REPLY", attendance=attendance, reply_to=attendance.user.email)


def remind(user, occurrence):
    _queue("reminder", user, occurrence.event, "", "", occurrence=occurrence)


def _reachable(event, people):
    with_address = [person.pk for person in people if person.email and person.is_active]
    return event.attendances.filter(user__in=with_address).select_related("user").order_by("pk")


def _family(event):
    return [event, *Event.objects.filter(series=event).order_by("recurrence_id")]


def _slot_row(event, slot):
    """What takes place in one slot, as a row of its own; also one that has just been left out."""
    if row := Event.objects.filter(series=event, recurrence_id=slot).first():
        return row
    whole, begins = copy(event), parsed(slot)
    whole.exdates = []
    imported = recurrence.Occurrence(event, begins, begins + (event.ends - event.starts), slot)  # beside its rule
    row = alone(event, occurring.slot_of(whole, slot) or imported)
    row.recurrence_id = slot
    return row


def sender_of(event) -> tuple[str, str]:
    """Name and address of who organises it; those of the site where nobody does, or has an address."""
    organiser = event.organiser
    name = organiser.name if organiser else Site.current().name
    return name, (organiser and organiser.email) or _site_address()


def _site_address():
    return settings.DEFAULT_FROM_EMAIL.rpartition("<")[2].rstrip(">")


def _queue(kind, user, event, text, method, reply_to="", **context):
    """In the reader's language and time zone."""
    with translation.override(user.language), timezone.override(user.time_zone):
        context |= {"event": event, "when": when(event, context.get("occurrence")), "reader": user, "kind": kind}
        context |= {"rule": recurrence.in_words(event.rrule, event), "link": link_to(event)}
        subject = render_to_string("calendar/mail/subject.txt", context)
        body = render_to_string(f"calendar/mail/{kind}.txt", context)
    reply_to = reply_to or (event.organiser.email if event.organiser else "")
    subject = " ".join(subject.split())[:300]
    Mail.objects.create(
        address=user.email, subject=subject, body=body.strip() + "\n", calendar=text, method=method, reply_to=reply_to
    )


def when(event, occurrence=None):
    """Where the reader is: of one occurrence, else of the event, or the first of a series."""
    starts, ends = occurrence[1:3] if occurrence else occurring.span(event)
    if event.all_day:
        return {"day": starts, "all_day": True}
    return {"start": timezone.localtime(starts), "end": timezone.localtime(ends)}


def link_to(event):
    return settings.SITE_ORIGINS[0] + event.get_absolute_url()


# Sending


def send_waiting() -> int:
    """What is due now, each claimed before it is sent; how many went out."""
    due = Mail.objects.filter(due_at__lte=timezone.now()).order_by("due_at")[:AT_ONCE]
    return sum(_send(mail) for mail in list(due))


def _send(mail) -> bool:
    again = timezone.now() + PAUSE * 2**mail.attempts
    claimed = Mail.objects.filter(pk=mail.pk, attempts=mail.attempts).update(attempts=mail.attempts + 1, due_at=again)
    if not claimed:
        return False
    try:
        _as_message(mail).send()
    except Exception:
        logger.exception("mail %s to %s, attempt %s", mail.pk, mail.address, mail.attempts + 1)
        if mail.attempts + 1 >= PATIENCE:
            mail.delete()
        return False
    mail.delete()
    return True


def _as_message(mail):
    reply_to = [mail.reply_to] if mail.reply_to else None
    message = EmailMultiAlternatives(mail.subject, mail.body, to=[mail.address], reply_to=reply_to)
    if mail.calendar:
        message.attach_alternative(mail.calendar, f"text/calendar; method={mail.method}")
    return message
