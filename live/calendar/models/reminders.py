"""Who wants to be reminded of what, and who has been."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from live.calendar.models.events import Event


class Reminder(models.Model):
    """That somebody wants to be told so many minutes before an event starts, each time it does."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="reminders")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    minutes = models.PositiveIntegerField(_("Minutes before"))

    class Meta:
        constraints = [models.UniqueConstraint(fields=["event", "user", "minutes"], name="one_reminder_a_moment")]

    def __str__(self):
        return f"{self.user}: {self.minutes} min before {self.event}"


class SentReminder(models.Model):
    """That a person has been reminded of what starts then."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    minutes = models.PositiveIntegerField()
    starts = models.DateTimeField(db_index=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["event", "user", "minutes", "starts"], name="reminded_once_a_start")
        ]

    def __str__(self):
        return f"{self.user} of {self.event} at {self.starts}"
