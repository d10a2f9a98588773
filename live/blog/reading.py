"""Which entries a page shows: while a blog is live the newest first, once it is archived as it happened."""

from typing import NamedTuple

from django.db.models import BooleanField, ExpressionWrapper, Q

from live.blog.models.entries import MARKED

AT_ONCE = 20  # entries


class Stretch(NamedTuple):
    """Entries of a blog in the order of the page, and whether more follow, or came before."""

    entries: list
    has_more: bool
    is_beginning: bool

    @property
    def last(self):
        return self.entries[-1].number

    @property
    def newest(self):
        """The number of the newest one, 0 where there is none."""
        return max((entry.number for entry in self.entries), default=0)


class Edge(NamedTuple):
    """Where a beginning ends, of a page that shows nothing newer than an entry."""

    numbers: list
    beyond: list  # of entries that are pushed out of it

    @property
    def last(self):
        return self.numbers[-1]

    @property
    def has_more(self):
        return bool(self.beyond)


def edge(blog, newest=None, added=0):
    """How far down the newest page goes once so many entries were put in above, or some taken out."""
    numbers = [number for number in blog.newest_numbers if newest is None or number <= newest]
    return Edge(numbers[:AT_ONCE], numbers[AT_ONCE : AT_ONCE + added + 1])


def beginning(blog):
    """What a blog shows when it is opened."""
    return _stretch(blog, blog.published, is_beginning=True)


def after(blog, number):
    """What follows the entry of that number, further down."""
    further = Q(number__gt=number) if blog.is_over else Q(number__lt=number)
    return _stretch(blog, blog.published.filter(further), is_beginning=False)


def around(entry):
    """An entry with those above and below it."""
    blog, half = entry.blog, AT_ONCE // 2
    upwards = Q(number__lt=entry.number) if blog.is_over else Q(number__gt=entry.number)
    above = blog.published.filter(upwards).order_by("-number" if blog.is_over else "number")[: half + 1]
    below = blog.published.exclude(upwards).order_by(_order(blog))[: half + 2]
    rows = _rows(blog, Q(pk__in=above.values("pk")) | Q(pk__in=below.values("pk")))
    here = next(index for index, row in enumerate(rows) if row.pk == entry.pk)
    return Stretch(rows[max(0, here - half) : here + half + 1], len(rows) > here + half + 1, here <= half)


def _stretch(blog, published, is_beginning):
    some = published.order_by(_order(blog))[: AT_ONCE + 1]
    rows = _rows(blog, Q(pk__in=some.values("pk")))
    return Stretch(rows[:AT_ONCE], len(rows) > AT_ONCE, is_beginning)


def _rows(blog, which):
    """Those entries; the blog's highlights are read with them, so that both take one query."""
    entries = blog.published.filter(which | MARKED)
    entries = entries.annotate(is_here=ExpressionWrapper(which, BooleanField()))
    rows = list(entries.for_display().order_by(_order(blog)))
    for row in rows:
        row.blog = blog
    blog.note_highlights(rows)
    return [row for row in rows if row.is_here]


def _order(blog):
    return "number" if blog.is_over else "-number"
