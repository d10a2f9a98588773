"""What goes in and out: files that are brought in, mails that wait, the addresses of feeds."""

import secrets

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from live.calendar.models.calendars import Calendar
from live.engine.models import LiveQuerySet


class ImportQuerySet(LiveQuerySet):
    def visible_to(self, user):
        return self.filter(person=user.pk) if user.is_authenticated else self.none()


class Import(models.Model):
    """A file that somebody brings into a calendar. Its text is kept until it has been read."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        READING = "reading", _("Under way")
        DONE = "done", _("Done")
        FAILED = "failed", _("Failed")

    calendar = models.ForeignKey(Calendar, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    file_name = models.CharField(max_length=200)
    text = models.TextField(blank=True)
    state = models.CharField(max_length=8, choices=State, default=State.WAITING, db_index=True)
    claimed_at = models.DateTimeField(null=True, blank=True)
    total = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    result = models.JSONField(default=dict, blank=True)
    created_at = models.DateTimeField(default=timezone.now)

    objects = ImportQuerySet.as_manager()

    class Meta:
        verbose_name = _("import")
        verbose_name_plural = _("imports")

    def __str__(self):
        return f"{self.file_name} into {self.calendar}"

    def get_absolute_url(self):
        return reverse("calendar:import", args=[self.pk])

    @property
    def is_over(self):
        return self.state in (self.State.DONE, self.State.FAILED)


class Mail(models.Model):
    """A mail about an event that has been decided and waits to be sent; it is removed when it has been."""

    address = models.EmailField()
    subject = models.CharField(max_length=300)
    body = models.TextField()
    calendar = models.TextField(blank=True, help_text=_("The part in iCalendar"))
    method = models.CharField(max_length=10, blank=True)
    reply_to = models.EmailField(blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    due_at = models.DateTimeField(default=timezone.now, db_index=True)
    attempts = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("mail")
        verbose_name_plural = _("mails")

    def __str__(self):
        return f"{self.subject} to {self.address}"


def new_feed_token():
    return secrets.token_urlsafe(24)


class FeedToken(models.Model):
    """The secret in the address of a person's feed; another one revokes it."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="feed_token")
    token = models.CharField(max_length=64, unique=True, default=new_feed_token)
    created_at = models.DateTimeField(default=timezone.now)

    def __str__(self):
        return f"{self.user}'s feed"
