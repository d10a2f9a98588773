"""Reminders: each person of each start once, whatever the clocks do, however many processes there are."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db import IntegrityError, transaction
from django.db.models import Max, Prefetch, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from live.calendar import recurrence
from live.calendar.ics import mailing
from live.calendar.models import Attendance, Event, Reminder, SentReminder
from live.notifications.kinds import register
from live.notifications.services import notify

LATE = timedelta(hours=1)  # what was due longer ago, while nothing ran, nobody is reminded of
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
KEPT = timedelta(days=60)

MINUTES = [
    (0, _("When it starts")),
    (5, _("5 minutes before")),
    (10, _("10 minutes before")),
    (15, _("15 minutes before")),
    (30, _("30 minutes before")),
    (60, _("1 hour before")),
    (120, _("2 hours before")),
    (1440, _("1 day before")),
    (2880, _("2 days before")),
    (10080, _("1 week before")),
]
WORDS = dict(MINUTES)


def register_kind():
    register("reminder", _("“%(title)s” starts: %(starts_at)s"), icon="clock")


def remind_of(event, user, minutes):
    """Somebody wants to be reminded so long before it starts."""
    Reminder.objects.get_or_create(event=event, user=user, minutes=minutes)


def remind_due() -> int:
    """How many reminders were given."""
    now = timezone.now()
    longest = timedelta(minutes=Reminder.objects.aggregate(longest=Max("minutes"))["longest"] or 0)
    first, last = _hour(now) - LATE - DAY, _hour(now) + longest + DAY + HOUR  # days for those that are all day
    due = [each for event in _events(first, last) for each in _due(event, first, last, now)]
    if not due:
        return 0
    given = set(SentReminder.objects.filter(starts__gte=first).values_list("event", "user", "minutes", "starts"))
    return sum(_remind(*each) for each in due if _named(*each) not in given)


def _hour(moment):
    """The windows of an hour are alike, so that the answers to rules are remembered."""
    return moment.replace(minute=0, second=0, microsecond=0)


def _events(first, last):
    with_reminders = Event.objects.filter(reminders__isnull=False, starts__lt=last)
    there = with_reminders.filter(Q(series_ends__gte=first) | Q(series_ends=None) | Q(slots__starts__gte=first))
    of_whom = Prefetch("reminders", Reminder.objects.select_related("user"))
    return there.exclude(status=Event.Status.CANCELLED).distinct().prefetch_related("slots", of_whom)


def _due(event, first, last, now):
    """Of one event, what somebody is to be reminded of now."""
    for occurrence in recurrence.occurrences([event, *event.slots.all()], first, last):
        if occurrence.event.status != Event.Status.CANCELLED:
            for reminder in event.reminders.all():
                starts = starts_for(occurrence, reminder.user)
                if now - LATE < starts - timedelta(minutes=reminder.minutes) <= now:
                    yield occurrence, reminder, starts


def _named(occurrence, reminder, starts):
    return reminder.event_id, reminder.user_id, reminder.minutes, starts


def _remind(occurrence, reminder, starts):
    if not _is_concerned(reminder):
        return False
    try:
        return _give(occurrence, reminder, starts)
    except IntegrityError:  # another process has
        return False


def starts_for(occurrence, user) -> datetime:
    """What is all day starts with the day, where the person is."""
    starts = occurrence.starts
    if isinstance(starts, datetime):
        return starts
    return datetime.combine(starts, time(), ZoneInfo(user.time_zone)).astimezone(UTC)


def _is_concerned(reminder):
    user, event = reminder.user, reminder.event
    declined = Attendance.objects.filter(event=event, user=user, answer=Attendance.Answer.NO)
    return user.is_active and Event.objects.visible_to(user).filter(pk=event.pk).exists() and not declined.exists()


@transaction.atomic
def _give(occurrence, reminder, starts):
    event, slot, user = occurrence.event, occurrence.recurrence_id, reminder.user
    SentReminder.objects.create(event=reminder.event, user=user, minutes=reminder.minutes, starts=starts)
    url = reminder.event.get_absolute_url() + (f"?at={slot}" if slot else "")
    notify("reminder", [user], reminder.event, url, title=event.title, starts_at=starts.isoformat())
    if user.email:
        mailing.remind(user, occurrence)
    return True


def prune() -> None:
    SentReminder.objects.filter(starts__lt=timezone.now() - KEPT).delete()
