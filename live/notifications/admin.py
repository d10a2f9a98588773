"""What people were told, in Django's admin: to look at, and to take back."""

from django.contrib import admin

from live.engine.admin import ByServices, LookedAt
from live.notifications import services
from live.notifications.models import Notification


@admin.register(Notification)
class NotificationAdmin(ByServices, LookedAt):
    list_display = ["created_at", "person", "kind", "actor", "read_at"]
    list_filter = ["kind"]
    list_select_related = ["person", "actor"]
    search_fields = ["person__username", "subject"]

    def remove(self, request, notification):
        services.withdraw(notification.subject, [notification.person_id])
