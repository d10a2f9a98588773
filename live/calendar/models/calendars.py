"""Calendars, and who may see and change them."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from live.engine.models import LiveQuerySet


class Right(models.TextChoices):
    """What somebody may do with a calendar; each includes those before it."""

    NONE = "none", _("Nothing")
    FREE_BUSY = "free_busy", _("See when it is busy")
    READ = "read", _("See everything")
    WRITE = "write", _("See and change everything")


FROM_BUSY = (Right.FREE_BUSY, Right.READ, Right.WRITE)
FROM_READ = (Right.READ, Right.WRITE)


class CalendarQuerySet(LiveQuerySet):
    def visible_to(self, user):
        """Those whose events the person may read."""
        return self._granted(user, FROM_READ)

    def outlined_for(self, user):
        """Those of which the person may see at least when they are busy."""
        return self._granted(user, FROM_BUSY)

    def writable_by(self, user):
        return self._granted(user, (Right.WRITE,))

    def managed_by(self, user):
        """Those whose name and rights the person decides."""
        if user.is_authenticated and user.is_administrator:
            return self.filter(Q(owner=user) | Q(kind=Calendar.Kind.SHARED))
        return self.filter(owner=user.pk) if user.is_authenticated else self.none()

    def _granted(self, user, rights):
        if not user.is_authenticated:
            return self.filter(public=True) if Right.READ in rights else self.none()
        shared = Share.objects.filter(calendar=OuterRef("pk"), user=user.pk, right__in=rights)
        granted = Q(owner=user.pk) | Q(everybody__in=rights) | Exists(shared)
        return self.filter(granted | Q(public=True) if Right.READ in rights else granted)


class Calendar(models.Model):
    class Kind(models.TextChoices):
        PERSONAL = "personal", _("Personal: mine, and of those I share it with")
        SHARED = "shared", _("Shared: a group's, a project's or everybody's")

    HUES = range(1, 13)

    slug = models.SlugField(max_length=60, unique=True)
    name = models.CharField(_("Name"), max_length=60)
    hue = models.PositiveSmallIntegerField(
        _("Colour"), default=1, validators=[MinValueValidator(HUES[0]), MaxValueValidator(HUES[-1])]
    )
    kind = models.CharField(_("Kind"), max_length=8, choices=Kind, default=Kind.SHARED)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True, blank=True, related_name="calendars"
    )
    everybody = models.CharField(_("Everybody here may"), max_length=9, choices=Right, default=Right.NONE)
    public = models.BooleanField(_("Visitors who are not signed in see it, too"), default=False)
    created_at = models.DateTimeField(default=timezone.now)

    objects = CalendarQuerySet.as_manager()

    class Meta:
        verbose_name = _("calendar")
        verbose_name_plural = _("calendars")

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("calendar:calendar", args=[self.slug])

    @property
    def outline(self):
        """The same as a topic for those who see only when it is busy."""
        return f"calendar.outline.{self.pk}"


class OutlineQuerySet(CalendarQuerySet):
    def visible_to(self, user):
        return self.outlined_for(user)


class Outline(Calendar):
    """A calendar as the topic of those who see of it only when it is busy."""

    objects = OutlineQuerySet.as_manager()

    class Meta:
        proxy = True


class Share(models.Model):
    """What one person may do with a calendar beyond what everybody may."""

    GRANTED = [choice for choice in Right.choices if choice[0] != Right.NONE]

    calendar = models.ForeignKey(Calendar, on_delete=models.CASCADE, related_name="shares")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    right = models.CharField(pgettext_lazy("right", "May"), max_length=9, choices=GRANTED, default=Right.READ)

    objects = LiveQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["calendar", "user"], name="one_share_a_person")]

    def __str__(self):
        return f"{self.user} in {self.calendar}: {self.right}"


class Hidden(models.Model):
    """A calendar that a person does not want on their pages."""

    calendar = models.ForeignKey(Calendar, on_delete=models.CASCADE, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")

    class Meta:
        verbose_name_plural = "hidden"
        constraints = [models.UniqueConstraint(fields=["calendar", "user"], name="hidden_once_a_person")]

    def __str__(self):
        return f"{self.calendar} for {self.user}"
