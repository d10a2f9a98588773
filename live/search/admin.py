"""What is kept to be found, in Django's admin: to look at; `manage.py reindex_search` makes it anew."""

from django.contrib import admin

from live.search.models import Document


@admin.register(Document)
class DocumentAdmin(admin.ModelAdmin):
    list_display = ["kind", "number", "written_at"]
    list_filter = ["kind"]

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
