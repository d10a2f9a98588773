"""What people are told of."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from live.accounts.models import User
from live.engine.models import LiveQuerySet
from live.notifications import kinds


class Inbox(User):
    """A person, as somebody who is told things: `notifications.inbox.5` is the topic of what is told to person 5.

    Not the person's own topic: services lock topics in the order of their names, and telling people comes last.
    """

    class Meta:
        proxy = True


class NotificationQuerySet(LiveQuerySet):
    def visible_to(self, user):
        return self.filter(person=user.pk) if user.is_authenticated else self.none()

    def known(self):
        """Of the kinds that there are, without those of features that the site has no more; not by who is banned."""
        return self.filter(kind__in=kinds.kinds).exclude(actor__in=User.objects.banned())

    def unread(self):
        return self.known().filter(read_at=None)


class Notification(models.Model):
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notifications", verbose_name=_("Person")
    )
    kind = models.CharField(_("Kind"), max_length=32)
    subject = models.CharField(_("About"), max_length=120)
    url = models.CharField(_("Address"), max_length=500)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True, related_name="+", verbose_name=_("By")
    )
    details = models.JSONField(_("Details"), default=dict)
    created_at = models.DateTimeField(_("When"), default=timezone.now)
    read_at = models.DateTimeField(_("Read"), null=True)

    objects = NotificationQuerySet.as_manager()

    class Meta:
        verbose_name = _("notification")
        verbose_name_plural = _("notifications")
        constraints = [models.UniqueConstraint(fields=["person", "kind", "subject"], name="told_once")]
        indexes = [
            models.Index(fields=["person", "-created_at", "-id"], name="told_last"),
            models.Index(fields=["person"], condition=Q(read_at=None), name="told_and_unread"),
            models.Index(fields=["subject"], name="told_of_what"),
        ]

    def __str__(self):
        return f"{self.kind} for {self.person}: {self.subject}"

    def get_absolute_url(self):
        """Where it leads, by way of having been read."""
        return reverse("notifications:open", args=[self.pk])

    @property
    def sentence(self):
        return kinds.sentence(self.kind, self.actor.name if self.actor else gettext("Somebody"), self.details)

    @property
    def icon(self):
        return f"includes/icons/{kinds.kinds[self.kind].icon}.svg"
