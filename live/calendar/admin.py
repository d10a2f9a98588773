"""Calendars and events in Django's admin; what is changed there goes the way of the services."""

from django.contrib import admin

from live.calendar import occurring, services, sharing
from live.calendar.ics import admin as ics  # noqa: F401
from live.calendar.models import Attendance, Calendar, Event, FeedToken, Hidden, Reminder, SentReminder, Share, Trace
from live.engine.admin import ByServices, OnlyLookedAt


@admin.register(Calendar)
class CalendarAdmin(ByServices):
    list_display = ["name", "slug", "kind", "owner", "everybody", "public"]
    list_filter = ["kind", "everybody"]
    search_fields = ["name", "slug"]
    fields = ["name", "hue", "everybody", "public"]

    def save_model(self, request, calendar, form, change):
        if change:
            given = {name: form.cleaned_data[name] for name in form.changed_data}
            sharing.change_calendar(Calendar.objects.get(pk=calendar.pk), **given)
        else:
            made = sharing.create_calendar(request.user, **form.cleaned_data)
            calendar.pk, calendar.slug = made.pk, made.slug

    def remove(self, request, calendar):
        sharing.delete_calendar(calendar)


@admin.register(Share)
class ShareAdmin(ByServices):
    list_display = ["calendar", "user", "right"]
    list_select_related = ["calendar", "user"]
    fields = ["calendar", "user", "right"]

    def get_readonly_fields(self, request, obj=None):
        return ["calendar", "user"] if obj else []

    def save_model(self, request, share, form, change):
        sharing.share(share.calendar, share.user, share.right)
        share.pk = share.calendar.shares.get(user=share.user).pk

    def remove(self, request, share):
        sharing.share(share.calendar, share.user, "none")


@admin.register(Event)
class EventAdmin(ByServices):
    list_display = ["starts", "title", "calendar", "rrule", "recurrence_id", "organiser"]
    list_filter = ["calendar"]
    list_select_related = ["calendar", "organiser"]
    search_fields = ["title", "description", "uid"]
    fields = ["title", "place", "description", "status", "capacity", "transparent"]

    def save_model(self, request, event, form, change):
        scope = services.THIS if event.recurrence_id else services.ALL
        given = {name: form.cleaned_data[name] for name in form.changed_data}
        services.change_event(request.user, _occurrence(event), given, scope)

    def has_add_permission(self, request):
        return False

    def remove(self, request, event):
        scope = services.THIS if event.recurrence_id and event.series_id else services.ALL
        services.delete_event(request.user, _occurrence(event), scope)


def _occurrence(event):
    """Of a series its first: what is given is then for all of it."""
    row = Event.objects.get(pk=event.pk)
    return occurring.upcoming(row) if row.repeats else occurring.find(row, "")


@admin.register(Attendance)
class AttendanceAdmin(OnlyLookedAt):
    list_display = ["event", "user", "answer", "position", "answered_at"]
    list_select_related = ["event", "user"]


@admin.register(FeedToken)
class FeedTokenAdmin(OnlyLookedAt):
    list_display = ["user", "created_at"]
    exclude = ["token"]  # whoever reads it reads the person's calendars


admin.site.register([Hidden, Reminder, SentReminder, Trace], OnlyLookedAt)
