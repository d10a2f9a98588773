"""The blogs that somebody sees, as lists show them, and how these stay up to date."""

from django.contrib.auth import get_user_model

from live.accounts.models import Site
from live.blog.models import Blog, Writer

SHOWN = 5  # on the front page


def in_order(blogs):
    """Those that are live first."""
    return blogs.order_by("-state", "-coverage_start", "pk")


def live_now(blogs):
    """Of those in order."""
    return [blog for blog in blogs if not blog.is_over][:SHOWN]


def followed(user, view):
    """What a page with such a list follows, for `live_page`: strangers see what is public; who is signed in has a view
    of their own, because writers see more.
    """
    if user.is_authenticated:
        return [], [(view, "")]
    site = Site.current()
    return [] if site._state.adding else [(site, view)], []


def seen_by(user_ids):
    """The blogs that people see, in order, by the id of each: as `Blog.objects.visible_to` decides it for one."""
    people = get_user_model().objects.in_bulk(user_ids)
    seats = set(Writer.objects.filter(user__in=people).values_list("user", "blog"))
    blogs = list(in_order(Blog.objects.all()))
    return {
        pk: [blog for blog in blogs if blog.is_public or person.is_editor or (pk, blog.pk) in seats]
        for pk, person in people.items()
    }
