"""Live blogs, their writers and entries in Django's admin; what is changed there goes the way of the services."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from live.blog import services
from live.blog.models import Blog, Desk, Entry, Writer
from live.engine.admin import ByServices, OnlyLookedAt


@admin.register(Blog)
class BlogAdmin(ByServices):
    list_display = ["title", "slug", "state", "is_public", "coverage_start", "coverage_end"]
    list_filter = ["state", "is_public"]
    search_fields = ["title", "slug"]
    fields = ["title", "description", "is_public", "takes_comments", "state"]
    actions = ["archive", "reopen"]

    def save_model(self, request, blog, form, change):
        said = {name: form.cleaned_data[name] for name in self.fields if name != "state"}
        if not change:
            made = services.create_blog(**said)
            blog.pk, blog.slug = made.pk, made.slug
        elif form.changed_data:
            services.change_blog(Blog.objects.get(pk=blog.pk), **said)
        if "state" in form.changed_data:
            (services.archive if blog.is_over else services.reopen)(Blog.objects.get(pk=blog.pk))

    @admin.action(description=_("Archive"))
    def archive(self, request, blogs):
        for blog in blogs:
            services.archive(blog)

    @admin.action(description=_("Reopen"))
    def reopen(self, request, blogs):
        for blog in blogs:
            services.reopen(blog)

    def remove(self, request, blog):
        services.delete_blog(blog)


@admin.register(Desk)
class DeskAdmin(OnlyLookedAt):
    """Each blog has one, from its beginning to its end."""

    list_display = ["blog"]
    list_select_related = ["blog"]


@admin.register(Writer)
class WriterAdmin(ByServices):
    list_display = ["blog", "user", "role"]
    list_filter = ["blog", "role"]
    list_select_related = ["blog", "user"]

    def get_readonly_fields(self, request, obj=None):
        return ["blog", "user"] if obj else []

    def save_model(self, request, writer, form, change):
        services.seat(writer.blog, writer.user, writer.role)
        writer.pk = writer.blog.writers.get(user=writer.user).pk

    def remove(self, request, writer):
        services.unseat(writer.blog, writer.user)


@admin.register(Entry)
class EntryAdmin(ByServices):
    list_display = ["headline", "blog", "state", "published_at", "is_pinned", "is_key"]
    list_filter = ["blog", "state"]
    list_select_related = ["blog"]
    search_fields = ["body"]
    fields = ["body"]

    def save_model(self, request, entry, form, change):
        services.save_entry(entry, request.user, Entry.objects.get(pk=entry.pk).version, entry.body)

    def has_add_permission(self, request):
        return False

    def remove(self, request, entry):
        services.delete_entry(entry)
