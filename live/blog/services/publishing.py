"""How an entry comes before readers, and how it stands out there."""

from contextlib import suppress

from django.db import transaction
from django.db.models import F
from django.http import Http404
from django.utils import timezone

from live.blog import finding, telling
from live.blog.models import Blog, Entry
from live.blog.services.ground import Closed, highlights, hold_entry, put, record, touch
from live.blog.services.writers import editors_of
from live.engine import changes

State = Entry.State


def publish(entry, editor=None):
    """Show an entry to all readers; one whose moment has not come yet is scheduled for it. The entry as it is then."""
    if entry.publish_at and entry.publish_at > timezone.now():
        return schedule(entry)
    return _publish(entry, editor)


def publish_due():
    """What was scheduled for a moment that has come."""
    due = Entry.objects.filter(state=State.SCHEDULED, publish_at__lte=timezone.now(), blog__state=Blog.State.LIVE)
    for entry in due.select_related("blog").order_by("publish_at", "pk"):
        with suppress(Closed, Http404):  # it waits for its blog to be reopened, or is gone
            _publish(entry, only=State.SCHEDULED)


@transaction.atomic
def _publish(entry, editor=None, only=""):
    """Of several who do it at once, or a clock in each process, one succeeds."""
    entry = hold_entry(entry)
    if entry.is_published or only not in ("", entry.state):
        return entry
    blog = entry.blog
    put(entry, state=State.PUBLISHED, published_at=timezone.now(), publish_at=None, number=_next_number(blog))
    telling.published(entry, editor)
    finding.put(entry)
    touch([blog])
    happened = [("added", entry, blog), ("news", blog, blog), ("removed", entry, blog.desk)]
    changes.record_all(happened + highlights(entry))
    return entry


def _next_number(blog):
    """One that no entry has had before, deleted ones included."""
    Blog.objects.quietly().filter(pk=blog.pk).update(last_number=F("last_number") + 1)
    return Blog.objects.values_list("last_number", flat=True).get(pk=blog.pk)


@transaction.atomic
def schedule(entry):
    return _move(entry, State.SCHEDULED, telling.withdrawn)


@transaction.atomic
def submit(entry):
    """Ask the editors to publish it."""
    return _move(entry, State.SUBMITTED, lambda entry: telling.submitted(entry, editors_of(entry.blog)))


@transaction.atomic
def take_back(entry):
    """It is a draft again."""
    return _move(entry, State.DRAFT, telling.withdrawn)


def _move(entry, state, tell):
    """Nothing happens where somebody has published it meanwhile."""
    entry = hold_entry(entry)
    if not entry.is_published:
        put(entry, state=state)
        tell(entry)
        changes.record("changed", entry, on=entry.blog.desk)
    return entry


@transaction.atomic
def pin(entry, pinned=True):
    """Let one entry stand on top as well, in the place of any other."""
    entry = hold_entry(entry)
    blog = entry.blog
    former = list(blog.entries.filter(is_pinned=True).exclude(pk=entry.pk)) if pinned else []
    for other in former:
        put(other, is_pinned=False)
    put(entry, is_pinned=pinned)
    happened = [("changed", thing, blog) for thing in [*former, entry] if thing.is_published]
    changes.record_all([*happened, ("highlights", blog, blog)])


@transaction.atomic
def mark_key(entry, is_key=True):
    """Name an entry among the key events, or not any more."""
    entry = hold_entry(entry)
    put(entry, is_key=is_key)
    record("changed", entry, always=True)
