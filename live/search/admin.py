"""What is kept to be found, in Django's admin: to look at; `manage.py reindex_search` makes it anew."""

from django.contrib import admin

from live.engine.admin import OnlyLookedAt
from live.search.models import Document


@admin.register(Document)
class DocumentAdmin(OnlyLookedAt):
    list_display = ["kind", "number", "written_at"]
    list_filter = ["kind"]
