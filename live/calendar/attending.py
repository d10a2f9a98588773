"""Who comes to an event: asking, answering, seats and the line before them.

The event's topic is locked before seats are counted, so two cannot get the last one.
"""

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from live.calendar import telling
from live.calendar.models import Attendance
from live.calendar.rows import as_now
from live.engine import changes

Answer = Attendance.Answer


def invite(event, people, actor):
    """Ask people to an event; inside the transaction of the service that does it."""
    there = set(event.attendances.values_list("user", flat=True))
    new = [person for person in people if person.pk not in there]
    Attendance.objects.quietly().bulk_create([Attendance(event=event, user=person) for person in new])
    telling.of_invitation(event, [person for person in new if person != actor], actor)
    return new


@transaction.atomic
def invite_more(event, people, actor):
    changes.lock(event.topic)
    if invite(event, people, actor):
        changes.record("attendance", event, on=[event.topic, *event.attendances.beside(event.calendar).guests()])


@transaction.atomic
def answer(event, user, said, note=""):
    """Say yes, no or maybe. Yes is a place in the line where no seat is free; a seat that is left goes to the first
    in line.
    """
    changes.lock(event.topic)
    event = as_now(event.pk)
    mine = event.attendances.filter(user=user).first() or Attendance(event=event, user=user)
    mine.event, mine.user = event, user
    shown_before = mine.pk is not None and mine.answer != Answer.NO
    has_asked = mine.answer in (Answer.YES, Answer.WAITING)
    if said == Answer.YES and not has_asked:
        mine.position = 1 + (event.attendances.aggregate(last=Max("position"))["last"] or 0)
        mine.answer = Answer.YES if _free(event) > 0 else Answer.WAITING
    elif said != Answer.YES:
        mine.position, mine.answer = 0, said
    mine.note, mine.answered_at = note, timezone.now()
    mine.save()
    promote(event)
    telling.of_answer(mine)
    on_pages = [f"calendar.guest.{user.pk}"] if shown_before != (said != Answer.NO) else []
    changes.record("attendance", event, on=[event.topic, *on_pages])
    return mine


def reset(event, actor):
    """Nobody but who changed it has answered yet to what it is now."""
    others = event.attendances.quietly().exclude(user=actor)
    others.update(answer=Answer.NONE, position=0, answered_at=None)


def copy(event, other, reset, actor):
    """Ask the same people to another event, with what they said unless that no longer counts."""
    for attendance in event.attendances.all():
        attendance.pk, attendance._state.adding, attendance.event = None, True, other
        if reset and attendance.user_id != actor.pk:
            attendance.answer, attendance.position, attendance.answered_at = Answer.NONE, 0, None
        attendance.save()
    for reminder in event.reminders.all():
        reminder.pk, reminder._state.adding, reminder.event = None, True, other
        reminder.save()


def promote(event):
    """Give seats that are free to those in line; inside a transaction that has locked the event's topic."""
    line = event.attendances.filter(answer=Answer.WAITING).select_related("user").order_by("position")
    promoted = list(line[: max(_free(event), 0)])
    for attendance in promoted:
        attendance.event, attendance.answer = event, Answer.YES
        attendance.save()
    telling.of_promotion(promoted)


def _free(event):
    """How many more may come; as many as want where nobody counts."""
    if event.capacity is None:
        return 1_000_000
    return event.capacity - event.attendances.filter(answer=Answer.YES).count()
