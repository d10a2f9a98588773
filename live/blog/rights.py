"""Which blogs and entries somebody gets at, by the socket and without: each raises Http404 for what is not there for
them, and PermissionDenied for what they may only read.
"""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from live.blog.models import Blog
from live.blog.services import Closed


def visible_blog(user, slug):
    return get_object_or_404(Blog.objects.visible_to(user), slug=slug)


def edited_blog(user, slug):
    """One that the person edits, archived or not."""
    return _allowed(visible_blog(user, slug), Blog.may_be_edited_by, user)


def published_blog(user, slug):
    """One in which the person may publish now."""
    return _open(edited_blog(user, slug))


def written_blog(user, slug):
    """One in which the person may write now."""
    return _open(_allowed(visible_blog(user, slug), Blog.may_be_written_by, user))


def commented_blog(user, slug):
    """One on which the person may send a comment now."""
    blog = _open(visible_blog(user, slug))
    if not blog.takes_comments:
        raise PermissionDenied(_("This live blog takes no comments."))
    return blog


def own_entry(user, slug, number):
    """An entry that the person may change now."""
    entry = _entry(visible_blog(user, slug).entries, number)
    if not entry.may_be_changed_by(user):
        raise PermissionDenied
    _open(entry.blog)
    return entry


def published_entry(user, slug, number):
    """An entry before readers, for an editor."""
    return _entry(published_blog(user, slug).published, number)


def _entry(entries, number):
    return get_object_or_404(entries.for_display(), pk=number)


def _allowed(blog, rule, user):
    if not rule(blog, user):
        raise PermissionDenied
    return blog


def _open(blog):
    if blog.is_over:
        raise Closed
    return blog
