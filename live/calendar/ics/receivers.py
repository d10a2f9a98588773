"""Who is told of an event by mail, as what happens to it says."""

from django.dispatch import receiver

from live.calendar import signals
from live.calendar.ics import mailing


@receiver(signals.invited)
def mail_invitations(event, people, **said):
    mailing.invite(event, people)


@receiver(signals.changed)
def mail_changes(event, slot, people, **said):
    mailing.tell_of_change(event, slot, people)


@receiver(signals.cancelled)
def mail_cancellations(event, slot, people, **said):
    mailing.tell_of_cancelling(event, slot, people)


@receiver(signals.answered)
def mail_answers(attendance, **said):
    mailing.tell_of_answer(attendance)
