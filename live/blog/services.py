"""What happens to live blogs and their entries: each in one transaction that ends by recording what pages have to show.

The blog's topic is locked first, so that entries are numbered in the order of the commits. What is not published is
recorded at the desk alone: nothing that readers follow has ever heard of it.
"""

from datetime import timedelta
from hashlib import sha256

from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from live.blog import finding, telling
from live.blog.models import Blog, Desk, Entry, Writer
from live.blog.slugs import slug_for
from live.engine import changes
from live.engine.topics import name_of
from live.files import store
from live.search import services as search

EVERYBODY = "accounts.site.1"  # the topic on which the list of blogs is told
State = Entry.State


class Outdated(Exception):
    """Somebody has saved another version meanwhile: `entry` as it is now."""

    def __init__(self, entry):
        super().__init__("saved meanwhile")
        self.entry = entry


class Closed(Exception):
    """The blog is archived: nothing is written in it."""


# Entries


def write_entry(blog, author, body, uploads=(), nonce="", **said):
    """A new entry, as a draft. What is said of it beside the body: `authors`, `is_key`, `publish_at`.

    Pictures are `(upload, what it shows)`; they are written before the transaction and stay only if it made the entry.
    The same form sent again (`nonce`) is the entry that is there already.
    """
    return _with_pictures(uploads, lambda files, alts: _write(blog, author, body, files, alts, nonce, **said))


@transaction.atomic
def _write(blog, author, body, files, alts, nonce, authors=(), **said):
    _open(blog)
    sending = sha256(f"{blog.pk} {nonce} {body}".encode()).hexdigest() if nonce else ""
    if sending and (known := Entry.objects.filter(creator=author, sending=sending).first()):
        return known
    entry = Entry.objects.create(
        blog=blog, creator=author, editor=author, body=body, files=files, alts=alts, sending=sending, **said
    )
    entry.authors.set(authors or [author])
    changes.record("added", entry, on=blog.desk)
    return entry


def _with_pictures(uploads, work):
    files, entry = [], None
    try:
        alts = {}
        for upload, alt in uploads:
            files.append(upload.keep())
            alts[files[-1].key] = alt
        entry = work(files, alts)
    finally:
        kept = {file.key for file in entry.files} if entry else set()
        store.remove(file.key for file in files if file.key not in kept)
    return entry


def publish(entry, editor=None):
    """Show an entry to all readers; one whose moment has not come yet is scheduled for it."""
    if entry.publish_at and entry.publish_at > timezone.now():
        return schedule(entry)
    return _publish(entry, editor)


@transaction.atomic
def _publish(entry, editor=None, only=""):
    """Of several who do it at once, or a clock in each process, one succeeds."""
    blog = _open(entry.blog)
    waiting = Entry.objects.quietly().filter(pk=entry.pk).exclude(state=State.PUBLISHED)
    waiting = waiting.filter(state=only) if only else waiting
    if not waiting.update(state=State.PUBLISHED, published_at=timezone.now(), publish_at=None):
        return
    entry.refresh_from_db()
    _set(entry, number=_next_number(blog))
    telling.published(entry, editor)
    finding.put(entry)
    _touch(blog)
    happened = [("added", entry, blog), ("news", blog, blog), ("removed", entry, blog.desk)]
    changes.record_all(happened + _highlights(entry))


def _next_number(blog):
    """One that no entry has had before, deleted ones included."""
    Blog.objects.quietly().filter(pk=blog.pk).update(last_number=F("last_number") + 1)
    return Blog.objects.values_list("last_number", flat=True).get(pk=blog.pk)


@transaction.atomic
def schedule(entry):
    _move(entry, State.SCHEDULED)
    telling.withdrawn(entry)


@transaction.atomic
def submit(entry):
    """Ask the editors to publish it."""
    _move(entry, State.SUBMITTED)
    telling.submitted(entry, editors_of(entry.blog))


@transaction.atomic
def take_back(entry):
    """It is a draft again."""
    _move(entry, State.DRAFT)
    telling.withdrawn(entry)


def _move(entry, state):
    blog = _open(entry.blog)
    if Entry.objects.quietly().filter(pk=entry.pk).exclude(state=State.PUBLISHED).update(state=state):
        entry.state = state
        changes.record("changed", entry, on=blog.desk)


def save_entry(entry, editor, version, body, uploads=(), **said):
    """Change an entry: its body, and of `authors`, `is_key`, `publish_at`, `alts` those that are given.

    `version` is the one that the editor had before them. Raises Outdated where that is not the newest.
    """
    return _with_pictures(uploads, lambda files, alts: _save(entry, editor, version, body, files, alts, **said))


@transaction.atomic
def _save(entry, editor, version, body, files, new_alts, authors=None, alts=None, **said):
    blog = _open(entry.blog)
    entry = Entry.objects.for_display().get(pk=entry.pk)
    if entry.version != version:
        raise Outdated(entry)
    was_key = entry.is_key
    alts = entry.alts if alts is None else alts
    gone = [file.key for file in entry.files if file.key not in alts]
    said |= {"body": body, "files": [file for file in entry.files if file.key in alts] + files}
    said |= {"alts": alts | new_alts, "editor": editor, "version": version + 1}
    if entry.is_published:
        said["edited_at"] = timezone.now()
    _set(entry, **said)
    if authors is not None:
        entry.authors.set(authors)
        del entry.people
    store.remove_after_commit(gone)
    _record("changed", entry, blog, always=was_key)
    return entry


@transaction.atomic
def delete_entry(entry):
    """Take an entry back for good, whatever it was."""
    blog, name = _open(entry.blog), name_of(entry)
    entry.refresh_from_db()
    store.remove_after_commit(file.key for file in entry.files)
    telling.withdrawn(entry)
    search.drop(entry)
    marks = _highlights(entry)
    published = entry.is_published
    entry.delete()
    if not published:
        return changes.record("removed", name, on=blog.desk)
    _touch(blog)
    changes.record_all([("removed", name, blog), ("news", blog, blog), *marks])


@transaction.atomic
def pin(entry, pinned=True):
    """Let one entry stand on top as well, in the place of any other."""
    blog = _open(entry.blog)
    former = list(blog.entries.filter(is_pinned=True).exclude(pk=entry.pk)) if pinned else []
    for other in former:
        _set(other, is_pinned=False)
    _set(entry, is_pinned=pinned)
    happened = [("changed", thing, blog) for thing in [*former, entry] if thing.is_published]
    changes.record_all([*happened, ("highlights", blog, blog)])


@transaction.atomic
def mark_key(entry, is_key=True):
    """Name an entry among the key events, or not any more."""
    blog = _open(entry.blog)
    _set(entry, is_key=is_key)
    _record("changed", entry, blog, always=True)


def publish_due():
    """What was scheduled for a moment that has come."""
    due = Entry.objects.filter(state=State.SCHEDULED, publish_at__lte=timezone.now(), blog__state=Blog.State.LIVE)
    for entry in due.select_related("blog").order_by("publish_at", "pk"):
        _publish(entry, only=State.SCHEDULED)


def tell_the_minute():
    """The clock has moved on: ages of new entries are other ones. Of several processes one says so."""
    minute = int(timezone.now().timestamp() // 60)
    waiting = Blog.objects.filter(state=Blog.State.LIVE, minute__lt=minute)
    for blog in waiting.filter(pk__in=_with_young_entries()):
        _tell_the_minute(blog, minute)


@transaction.atomic
def _tell_the_minute(blog, minute):
    changes.lock(blog)
    if Blog.objects.quietly().filter(pk=blog.pk, minute__lt=minute).update(minute=minute):
        changes.record("minute", blog, on=blog)


def _with_young_entries():
    since = timezone.now() - timedelta(minutes=62)
    return Entry.objects.filter(state=State.PUBLISHED, published_at__gt=since).values("blog")


def _record(verb, entry, blog, always=False):
    """What happened to an entry, where those look who may know of it."""
    if not entry.is_published:
        return changes.record(verb, entry, on=blog.desk)
    finding.put(entry)
    _touch(blog)
    changes.record_all([(verb, entry, blog), *_highlights(entry, always)])


def _highlights(entry, always=False):
    marked = entry.is_published and (entry.is_pinned or entry.is_key)
    return [("highlights", entry.blog, entry.blog)] if marked or always else []


def _open(blog):
    """The blog, locked. Raises Closed."""
    changes.lock(blog)
    if Blog.objects.filter(pk=blog.pk, state=Blog.State.ARCHIVED).exists():
        raise Closed
    return blog


def _touch(blog):
    touch([blog])


def touch(blogs):
    """What feeds and search engines are shown of them is another one now."""
    Blog.objects.quietly().filter(pk__in=[blog.pk for blog in blogs]).update(touched_at=timezone.now())


def _set(thing, **values):
    for field, value in values.items():
        setattr(thing, field, value)
    thing.save(update_fields=list(values))


# Blogs


@transaction.atomic
def create_blog(title, description="", is_public=True, **more):
    changes.lock(EVERYBODY)
    blog = Blog.objects.create(
        title=title, description=description, is_public=is_public, slug=slug_for(title, _slugs_like), **more
    )
    Desk.objects.create(blog=blog)
    changes.record("added", blog, on=EVERYBODY)
    return blog


@transaction.atomic
def change_blog(blog, **values):
    """Its title, its description, or who may read it."""
    changes.lock(EVERYBODY)
    changes.lock(blog)
    hidden = blog.is_public and values.get("is_public") is False
    _set(blog, touched_at=timezone.now(), **values)
    happened = [("changed", blog, topic) for topic in (EVERYBODY, blog)]
    changes.record_all(happened + ([("rights", blog, blog)] if hidden else []))


@transaction.atomic
def archive(blog):
    """The coverage has ended: the editor closes, pages stay as they are and are live no more."""
    _turn(blog, "over", state=Blog.State.ARCHIVED, coverage_end=timezone.now())


@transaction.atomic
def reopen(blog):
    _turn(blog, "reopened", state=Blog.State.LIVE, coverage_end=None)


def _turn(blog, verb, **values):
    changes.lock(EVERYBODY)
    changes.lock(blog)
    other = Blog.objects.quietly().filter(pk=blog.pk).exclude(state=values["state"])
    if other.update(touched_at=timezone.now(), **values):
        blog.refresh_from_db()
        changes.record_all([("changed", blog, EVERYBODY), (verb, blog, blog)])


@transaction.atomic
def delete_blog(blog):
    changes.lock(EVERYBODY)
    changes.lock(blog)
    gone, desk = name_of(blog), name_of(blog.desk)
    search.drop_all(blog.entries.all())
    telling.all_withdrawn(blog)
    for entry in blog.entries.all():
        store.remove_after_commit(file.key for file in entry.files)
    blog.delete()
    changes.record_all([("removed", gone, EVERYBODY), ("removed", gone, gone), ("removed", desk, desk)])


@transaction.atomic
def seat(blog, user, role):
    """Let somebody write in a blog, or change what they may do there."""
    changes.lock(blog.desk)
    Writer.objects.update_or_create(blog=blog, user=user, defaults={"role": role})
    _rights(blog, user)


@transaction.atomic
def unseat(blog, user):
    changes.lock(blog.desk)
    blog.writers.quietly().filter(user=user).delete()
    _rights(blog, user)


def _rights(blog, user):
    changes.record_all([("rights", user, blog), ("rights", user, blog.desk), ("changed", blog.desk, blog.desk)])


def blogs_of(user):
    """Those in which somebody is named as an author."""
    return Blog.objects.filter(pk__in=Entry.objects.filter(authors=user).values("blog"))


def editors_of(blog):
    """Who may publish there: site editors and the blog's own."""
    people = get_user_model().objects.active()
    own = Writer.objects.filter(blog=blog, role=Writer.Role.EDITOR).values("user")
    roles = get_user_model().Role
    return people.filter(role__in=[roles.EDITOR, roles.ADMINISTRATOR]) | people.filter(pk__in=own)


def _slugs_like(beginning):
    return set(Blog.objects.filter(slug__startswith=beginning).values_list("slug", flat=True))
