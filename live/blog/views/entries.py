"""One entry among those around it, and its pictures."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from live.blog import reading
from live.blog.models import Entry
from live.blog.views.blogs import show_past
from live.files import serving
from live.notifications.services import mark_read_about


@require_safe
def entry(request, slug, number):
    found = get_object_or_404(_readable(request, slug), pk=number)
    mark_read_about(request.user, [found])
    return show_past(request, found.blog, lambda: reading.around(found), marked=found.pk)


@require_safe
def whole(request, slug, number, key):
    return serving.whole(request, _file(request, slug, number, key))


@require_safe
def small(request, slug, number, key):
    return serving.small(request, _file(request, slug, number, key))


def _readable(request, slug):
    return Entry.objects.readable_by(request.user).select_related("blog").filter(blog__slug=slug)


def _file(request, slug, number, key):
    """Pictures of what is not published are for those who may change it."""
    entry = get_object_or_404(Entry.objects.select_related("blog"), pk=number, blog__slug=slug)
    published = _readable(request, slug).filter(pk=number).exists()
    if published or (request.user.is_authenticated and entry.may_be_changed_by(request.user)):
        for file in entry.files:
            if file.key == key:
                return file
    raise Http404
