"""What people were told, in Django's admin: to look at, and to take back."""

from django.contrib import admin

from live.notifications import services
from live.notifications.models import Notification


@admin.register(Notification)
class NotificationAdmin(admin.ModelAdmin):
    list_display = ["created_at", "person", "kind", "actor", "read_at"]
    list_filter = ["kind"]
    list_select_related = ["person", "actor"]
    search_fields = ["person__username", "subject"]

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def delete_model(self, request, obj):
        services.withdraw(obj.subject, [obj.person_id])

    def delete_queryset(self, request, queryset):
        for notification in queryset:
            self.delete_model(request, notification)
