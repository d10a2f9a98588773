"""Imports and waiting mails in Django's admin: to be looked at, and removed."""

from django.contrib import admin

from live.calendar.models import Import, Mail
from live.engine.admin import LookedAt


@admin.register(Import)
class ImportAdmin(LookedAt):
    list_display = ["file_name", "calendar", "person", "state", "total", "created_at"]
    list_filter = ["state"]
    exclude = ["text"]

    def delete_queryset(self, request, queryset):
        queryset.quietly().delete()


@admin.register(Mail)
class MailAdmin(LookedAt):
    list_display = ["subject", "address", "method", "attempts", "due_at"]
    search_fields = ["subject", "address"]
