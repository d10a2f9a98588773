"""Whom what happens to an event concerns: notifications on the site, and signals for all else."""

from django.utils.translation import gettext_lazy as _

from live.calendar import signals
from live.calendar.models import Attendance
from live.notifications.kinds import register
from live.notifications.services import notify, withdraw


def register_kinds():
    register("invitation", _("%(actor)s invited you to “%(title)s”"), icon="calendar")
    register("answer", _("%(actor)s answered “%(answer)s” to “%(title)s”"), icon="reply", answer=Attendance.Answer)
    register("promotion", _("A seat is free: you are going to “%(title)s”"), icon="star")
    register("event_changed", _("%(actor)s changed when “%(title)s” is: please answer again"), icon="clock")
    register("occurrence_changed", _("%(actor)s changed when one of “%(title)s” is"), icon="clock")
    register("event_cancelled", _("%(actor)s cancelled “%(title)s”"), icon="close")


def of_invitation(event, people, actor):
    if people:
        notify("invitation", people, event, event.get_absolute_url(), actor=actor, title=event.title)
        signals.invited.send(sender=type(event), event=event, people=people)


def of_change(event, actor, slot=""):
    """To those who have not said no. What was answered to a series counts on where one of it was moved."""
    if people := _concerned(event, actor):
        kind = "occurrence_changed" if slot else "event_changed"
        notify(kind, people, event, _page(event, slot), actor=actor, title=event.title)
        signals.changed.send(sender=type(event), event=event, slot=slot, people=people)


def of_cancelling(event, actor, slot=""):
    people = _concerned(event, actor)
    if not slot:
        withdraw(event)
    if people:
        url = _page(event, slot) if slot else "/calendar/"
        notify("event_cancelled", people, event, url, actor=actor, title=event.title)
        signals.cancelled.send(sender=type(event), event=event, slot=slot, people=people)


def of_answer(attendance):
    event = attendance.event
    if event.organiser_id and event.organiser_id != attendance.user_id:
        subject = f"calendar.attendance.{attendance.pk}"
        said = {"title": event.title, "answer": attendance.answer}
        notify("answer", [event.organiser_id], subject, event.get_absolute_url(), actor=attendance.user, **said)
    signals.answered.send(sender=Attendance, attendance=attendance)


def of_promotion(attendances):
    for attendance in attendances:
        event = attendance.event
        notify("promotion", [attendance.user_id], event, event.get_absolute_url(), title=event.title)
        signals.answered.send(sender=Attendance, attendance=attendance)


def _concerned(event, actor):
    said_no = Attendance.Answer.NO
    attendances = event.attendances.exclude(answer=said_no).exclude(user=actor).select_related("user")
    return [attendance.user for attendance in attendances]


def _page(event, slot):
    return event.get_absolute_url() + (f"?at={slot}" if slot else "")
