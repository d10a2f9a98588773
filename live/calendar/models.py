"""Calendars, who may see and change them, and what stands in them.

Events keep the terms of RFC 5545 (UID, SEQUENCE, RRULE, EXDATE, RECURRENCE-ID), so that import and export lose nothing.
"""

import secrets
import uuid

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from live.engine.models import LiveQuerySet
from live.text.markdown import to_html


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


def new_uid():
    return f"{uuid.uuid4()}@townhall"


class When(models.Model):
    """When something is, once or again and again.

    `starts` and `ends` (exclusive) are instants; of something that lasts whole days, midnight UTC of the dates. Slots
    of a series are named as RFC 5545 writes them, `20261120T180000Z` or `20261120`.
    """

    starts = models.DateTimeField(_("Starts"))
    ends = models.DateTimeField(_("Ends"))
    all_day = models.BooleanField(_("All day"), default=False)
    time_zone = models.CharField(_("Time zone"), max_length=64, default="UTC")
    rrule = models.TextField(blank=True, help_text=_("The value of its RRULE; empty for what does not repeat"))
    rdates = models.JSONField(default=list, blank=True)
    exdates = models.JSONField(default=list, blank=True)
    series_ends = models.DateTimeField(
        null=True, blank=True, help_text=_("When the last of it ends; empty for a series without end")
    )

    class Meta:
        abstract = True

    @property
    def repeats(self):
        return bool(self.rrule or self.rdates)


class EventQuerySet(LiveQuerySet):
    def visible_to(self, user):
        """Those in calendars that the person reads, and those that they are asked to."""
        readable = self.filter(calendar__in=Calendar.objects.visible_to(user))
        if not user.is_authenticated:
            return readable
        mine = Attendance.objects.filter(user=user.pk).values("event__calendar", "event__uid")
        asked = Exists(mine.filter(event__calendar=OuterRef("calendar"), event__uid=OuterRef("uid")))
        return self.filter(Q(calendar__in=Calendar.objects.visible_to(user)) | asked)

    def between(self, start, end):
        """Those of which something may happen in that stretch; which, the expansion says."""
        return self.filter(Q(series_ends__gte=start) | Q(series_ends=None), starts__lt=end)

    def for_chips(self):
        """Of thousands, only what decides where they are and what their chips say."""
        when = ("starts", "ends", "all_day", "time_zone", "rrule", "rdates", "exdates")
        return self.only("calendar", "uid", "recurrence_id", "series", "title", "place", "status", *when)

    def for_display(self):
        slots = models.Prefetch("slots", Event.objects.select_related("calendar"))
        return self.select_related("calendar", "organiser", "changed_by", "series").prefetch_related(slots)


class Event(When):
    """One thing in a calendar: a single one, a series, or (with `recurrence_id`) what is different in one slot."""

    class Status(models.TextChoices):
        CONFIRMED = "confirmed", _("Confirmed")
        TENTATIVE = "tentative", _("Tentative")
        CANCELLED = "cancelled", _("Cancelled")

    calendar = models.ForeignKey(Calendar, on_delete=models.CASCADE, related_name="events", verbose_name=_("Calendar"))
    uid = models.CharField(max_length=255, default=new_uid)
    recurrence_id = models.CharField(max_length=16, blank=True)
    series = models.ForeignKey(
        "self", on_delete=models.CASCADE, null=True, blank=True, editable=False, related_name="slots"
    )
    sequence = models.PositiveIntegerField(default=0)
    title = models.CharField(_("Title"), max_length=200)
    description = models.TextField(_("Description"), blank=True)
    place = models.CharField(_("Place"), max_length=200, blank=True)
    status = models.CharField(_("Status"), max_length=9, choices=Status, default=Status.CONFIRMED)
    transparent = models.BooleanField(_("Leaves people free"), default=False)
    capacity = models.PositiveIntegerField(_("Capacity"), null=True, blank=True)
    organiser = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    created_at = models.DateTimeField(default=timezone.now)
    changed_at = models.DateTimeField(default=timezone.now)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    version = models.PositiveIntegerField(default=1, help_text=_("Counts its edits"))
    extra = models.TextField(blank=True, help_text=_("Lines of iCalendar that have no field here"))

    objects = EventQuerySet.as_manager()

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")
        constraints = [
            models.UniqueConstraint(fields=["calendar", "uid", "recurrence_id"], name="one_event_a_slot"),
            models.CheckConstraint(condition=Q(ends__gte=models.F("starts")), name="ends_after_it_starts"),
        ]
        indexes = [
            models.Index(fields=["calendar", "starts"], name="event_by_start"),
            models.Index(fields=["calendar", "series_ends"], name="event_by_end"),
        ]

    def __str__(self):
        return self.title

    def save(self, *arguments, **options):
        """What was changed of a slot belongs to its series, whichever of the two comes first."""
        family = Event.objects.quietly().filter(calendar=self.calendar_id, uid=self.uid)
        if self.recurrence_id and self.series_id is None:
            self.series = family.filter(recurrence_id="").first()
        is_new = self._state.adding
        super().save(*arguments, **options)
        if is_new and not self.recurrence_id:
            family.exclude(recurrence_id="").update(series=self)

    def get_absolute_url(self):
        return reverse("calendar:event", args=[self.number])

    @property
    def number(self):
        """What it is known by on pages, and its topic's: a slot goes by the number of its series."""
        return self.series_id or self.pk

    @property
    def series_or_self(self):
        """What people are asked to."""
        return self.series if self.series_id else self

    @property
    def topic(self):
        return f"calendar.event.{self.number}"

    @cached_property
    def html(self):
        return to_html(self.description)

    def shown_on(self):
        """The topics of the pages that show it."""
        return [f"calendar.calendar.{self.calendar_id}", f"calendar.outline.{self.calendar_id}", self.topic]


class Trace(When):
    """When something was that has since been moved or deleted: so that the pages that showed it there are told."""

    calendar = models.ForeignKey(Calendar, on_delete=models.CASCADE, related_name="+")
    series = models.BigIntegerField(help_text=_("The number of the event, or of its series"))
    left_at = models.DateTimeField(default=timezone.now, db_index=True)

    recurrence_id = title = ""

    def __str__(self):
        return f"event {self.series} at {self.starts}"

    @property
    def uid(self):
        return f"trace-{self.pk}"


class AttendanceQuerySet(LiveQuerySet):
    def visible_to(self, user):
        return self.filter(event__in=Event.objects.visible_to(user))


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


def new_feed_token():
    return secrets.token_urlsafe(24)


class FeedToken(models.Model):
    """The secret in the address of a person's feed; another one revokes it."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="feed_token")
    token = models.CharField(max_length=64, unique=True, default=new_feed_token)
    created_at = models.DateTimeField(default=timezone.now)

    def __str__(self):
        return f"{self.user}'s feed"


from live.calendar.ics.models import Import, Mail  # noqa: E402, F401  (after what they refer to)
