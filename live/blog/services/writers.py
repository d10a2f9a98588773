"""Who writes in a live blog."""

from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import Q

from live.blog.models import Blog, Entry, Writer
from live.blog.services.ground import EVERYBODY, hold_with_the_list, touch
from live.engine import changes, identity
from live.engine.topics import name_of
from live.notifications.services import withdraw_unseen


@transaction.atomic
def seat(blog, user, role):
    """Let somebody write in a blog, or change what they may do there."""
    hold_with_the_list(blog)
    Writer.objects.update_or_create(blog=blog, user=user, defaults={"role": role})
    _record_rights(blog, user)


@transaction.atomic
def unseat(blog, user):
    hold_with_the_list(blog)
    changes.lock(blog.desk)
    blog.writers.quietly().filter(user=user).delete()
    withdraw_unseen(user)
    _record_rights(blog, user)


def _record_rights(blog, user):
    """Lists of blogs are others for that person now, and so is the blog's page."""
    changes.record_all([("changed", blog, EVERYBODY), ("rights", user, blog), ("rights", user, blog.desk)])
    identity.prefers(user)


def editors_of(blog):
    """Who may publish there: site editors and the blog's own."""
    return _site_editors_and(blog.writers.filter(role=Writer.Role.EDITOR).values("user"))


def authors_for(blog, entry=None):
    """Who may sign its entries: who writes there, whoever has signed one, and who has signed this one."""
    signatures = Entry.authors.through.objects.filter(entry__blog=blog)
    signed = signatures.filter(Q(entry__is_comment=False) | Q(entry=entry)).values("user")
    return _site_editors_and(blog.writers.values("user").union(signed))


def _site_editors_and(others):
    people, roles = get_user_model().objects.active(), get_user_model().Role
    return people.filter(Q(role__in=[roles.EDITOR, roles.ADMINISTRATOR]) | Q(pk__in=others))


@transaction.atomic
def show_new_name(user):
    """In each blog where somebody is named as an author."""
    blogs = list(Blog.objects.filter(pk__in=Entry.objects.filter(authors=user).values("blog")))
    for blog in sorted(blogs, key=name_of):
        changes.lock(blog)
    touch(blogs)
    changes.record("changed", user, on=blogs)
