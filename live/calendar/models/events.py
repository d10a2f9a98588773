"""What stands in calendars, and where it stood.

Events keep the terms of RFC 5545 (UID, SEQUENCE, RRULE, EXDATE, RECURRENCE-ID), so that import and export lose nothing.
"""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from live.calendar.models.calendars import Calendar
from live.engine.models import LiveQuerySet
from live.text.markdown import to_html


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
        readable = Q(calendar__in=Calendar.objects.visible_to(user))
        return self.filter(readable | self._asking(user)) if user.is_authenticated else self.filter(readable)

    def _asking(self, user):
        """People are asked to a series, of which what differs in a slot is another row."""
        asked = Event.objects.filter(attendances__user=user.pk, calendar=OuterRef("calendar"), uid=OuterRef("uid"))
        return Q(Exists(asked))

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
        calendar = f"calendar.calendar.{self.calendar_id}", f"calendar.outline.{self.calendar_id}"
        return [*calendar, self.topic, *self.series_or_self.attendances.beside(self.calendar).guests()]


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
