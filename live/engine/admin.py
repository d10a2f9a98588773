"""Django's admin where pages are live; and the engine's own models, to look at."""

from django.contrib import admin

from live.engine.models import Change, Crowd, Presence, Topic


class ByServices(admin.ModelAdmin):
    """Deletes one by one, as a person would: so that open pages are told."""

    def remove(self, request, thing):
        """By the service that does it."""
        raise NotImplementedError

    def delete_model(self, request, obj):
        self.remove(request, obj)

    def delete_queryset(self, request, queryset):
        for thing in queryset:
            self.remove(request, thing)


class LookedAt(admin.ModelAdmin):
    """Comes from elsewhere and is not changed here; it may be removed."""

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False


class OnlyLookedAt(LookedAt):
    def has_delete_permission(self, request, obj=None):
        return False


@admin.register(Topic)
class TopicAdmin(OnlyLookedAt):
    list_display = ["name", "position"]
    search_fields = ["name"]


@admin.register(Change)
class ChangeAdmin(OnlyLookedAt):
    list_display = ["recorded_at", "topic", "position", "verb", "subject"]
    list_select_related = ["topic"]
    search_fields = ["topic__name", "subject"]
    show_full_result_count = False  # of a log that may be long


@admin.register(Presence)
class PresenceAdmin(OnlyLookedAt):
    list_display = ["topic", "user", "expires"]
    list_select_related = ["user"]


@admin.register(Crowd)
class CrowdAdmin(OnlyLookedAt):
    list_display = ["topic", "pages", "expires"]
