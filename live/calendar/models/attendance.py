"""Who is asked to events, and what they said."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from live.accounts.models import User
from live.calendar.models.calendars import FROM_READ, Hidden, Share
from live.calendar.models.events import Event
from live.engine.models import LiveQuerySet


class Guest(User):
    """A person, as somebody who is asked to events: `calendar.guest.5` is the topic of what person 5 is asked to in
    calendars that are not on their pages.
    """

    class Meta:
        proxy = True


class AttendanceQuerySet(LiveQuerySet):
    def visible_to(self, user):
        return self.filter(event__in=Event.objects.visible_to(user))

    def beside(self, calendar):
        """Of those on whose pages the calendar is not, or not so that they read it (`live/calendar/invitations.py`)."""
        hidden = Q(user__in=Hidden.objects.filter(calendar=calendar.pk).values("user"))
        if calendar.public or calendar.everybody in FROM_READ:
            return self.filter(hidden)
        readers = Share.objects.filter(calendar=calendar.pk, right__in=FROM_READ).values("user")
        return self.filter(hidden | ~Q(user__in=readers) & ~Q(user=calendar.owner_id))

    def guests(self):
        """The topics of the people."""
        return [f"calendar.guest.{pk}" for pk in self.order_by("user").values_list("user", flat=True).distinct()]


class Attendance(models.Model):
    """A person who is asked to an event (to all of a series), and what they said."""

    class Answer(models.TextChoices):
        NONE = "none", _("Invited")
        YES = "yes", _("Yes")
        NO = "no", _("No")
        MAYBE = "maybe", _("Maybe")
        WAITING = "waiting", _("Waiting")

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="attendances")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="attendances")
    answer = models.CharField(max_length=8, choices=Answer, default=Answer.NONE)
    note = models.CharField(_("Note"), max_length=200, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    position = models.PositiveIntegerField(default=0, help_text=_("In the order in which people asked for a seat"))

    objects = AttendanceQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["event", "user"], name="one_answer_a_person")]

    def __str__(self):
        return f"{self.user}: {self.answer}"
