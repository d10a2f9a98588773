"""What the services stand on: the blog is held, and what is done to an entry is told where it may be known."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _

from live.blog import finding
from live.blog.models import Blog, Entry
from live.engine import changes

EVERYBODY = "accounts.site.1"  # the topic on which the list of blogs is told


class Closed(PermissionDenied):
    """The blog is archived: nothing is written in it."""

    def __init__(self):
        super().__init__(_("This live blog is archived: reopen it first."))


def hold(blog):
    """The blog, locked until the commit. Raises Closed."""
    changes.lock(blog)
    if Blog.objects.filter(pk=blog.pk, state=Blog.State.ARCHIVED).exists():
        raise Closed
    return blog


def hold_entry(entry):
    """The entry as it is now, its blog locked. Raises Closed, or Http404 where it was deleted meanwhile."""
    hold(entry.blog)
    return get_object_or_404(Entry.objects.for_display(), pk=entry.pk)


def hold_with_the_list(blog):
    """The blog, whatever its state, and the list of all of them."""
    changes.lock(EVERYBODY)
    changes.lock(blog)


def put(thing, **values):
    for field, value in values.items():
        setattr(thing, field, value)
    thing.save(update_fields=list(values))


def record(verb, entry, always=False):
    """What happened to an entry, where those look who may know of it; `always`: to the key events, too."""
    if not entry.is_published:
        return changes.record(verb, entry, on=entry.blog.desk)
    finding.put(entry)
    touch([entry.blog])
    changes.record_all([(verb, entry, entry.blog), *highlights(entry, always)])


def highlights(entry, always=False):
    marked = entry.is_published and (entry.is_pinned or entry.is_key)
    return [("highlights", entry.blog, entry.blog)] if marked or always else []


def touch(blogs):
    """What feeds and search engines are shown of them is another one now."""
    Blog.objects.quietly().filter(pk__in=[blog.pk for blog in blogs]).update(touched_at=timezone.now())
