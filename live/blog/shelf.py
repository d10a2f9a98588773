"""The blogs that somebody sees, as lists show them, and how these stay up to date."""

from live.accounts.models import Site
from live.blog.models import Blog, Writer

SHOWN = 5  # on the front page


def in_order(blogs):
    """Those that are live first."""
    return blogs.order_by("-state", "-coverage_start", "pk")


def live_now(blogs):
    return blogs.filter(state=Blog.State.LIVE).order_by("-coverage_start", "pk")[:SHOWN]


def followed(user, view):
    """What a page with such a list follows: strangers and members see what is public, site editors all.

    Who writes in one that is not public has a list of their own, which nobody else sees.
    """
    site, is_editor = Site.current(), user.is_authenticated and user.is_editor
    writes = user.is_authenticated and not is_editor and Writer.objects.filter(user=user).exists()
    if site._state.adding or writes:
        return []
    return [(site, f"{view}:all" if is_editor else view)]
