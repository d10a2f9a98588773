"""Writing, changing and deleting entries, whatever state they are in."""

from hashlib import sha256

from django.db import transaction
from django.utils import timezone

from live.blog import telling
from live.blog.models import Entry
from live.blog.services.ground import highlights, hold, hold_entry, put, record, touch
from live.engine import changes
from live.engine.topics import name_of
from live.files import store
from live.search import services as search


class Outdated(Exception):
    """Somebody has saved another version meanwhile: `entry` as it is now."""

    def __init__(self, entry):
        super().__init__("saved meanwhile")
        self.entry = entry


def write_entry(blog, author, body, uploads=(), nonce="", **said):
    """A new entry, as a draft. What is said of it beside the body: `authors`, `is_key`, `publish_at`.

    Pictures are `(upload, what it shows)`; they are written before the transaction and stay only if it made the entry.
    The same form sent again (`nonce`) is the entry that is there already.
    """
    return _with_pictures(uploads, lambda files, alts: _write(blog, author, body, files, alts, nonce, **said))


@transaction.atomic
def _write(blog, author, body, files, alts, nonce, authors=(), **said):
    hold(blog)
    sending = sha256(f"{blog.pk} {nonce} {body}".encode()).hexdigest() if nonce else ""
    if sending and (known := Entry.objects.filter(creator=author, sending=sending).first()):
        return known
    entry = Entry.objects.create(
        blog=blog, creator=author, editor=author, body=body, files=files, alts=alts, sending=sending, **said
    )
    entry.authors.set(authors or [author])
    changes.record("added", entry, on=blog.desk)
    return entry


def save_entry(entry, editor, version, body, uploads=(), **said):
    """Change an entry: its body, and of `authors`, `is_key`, `publish_at`, `alts` those that are given.

    `version` is the one that the editor had before them. Raises Outdated where that is not the newest.
    """
    return _with_pictures(uploads, lambda files, alts: _save(entry, editor, version, body, files, alts, **said))


@transaction.atomic
def _save(entry, editor, version, body, files, new_alts, authors=None, alts=None, **said):
    entry = hold_entry(entry)
    if entry.version != version:
        raise Outdated(entry)
    was_key = entry.is_key
    alts = entry.alts if alts is None else alts
    gone = [file.key for file in entry.files if file.key not in alts]
    said |= {"body": body, "files": [file for file in entry.files if file.key in alts] + files}
    said |= {"alts": alts | new_alts, "editor": editor, "version": version + 1}
    if entry.is_published:
        said["edited_at"] = timezone.now()
    put(entry, **said)
    if authors is not None:
        entry.authors.set(authors)
        del entry.people
    store.remove_after_commit(gone)
    record("changed", entry, always=was_key)
    return entry


@transaction.atomic
def delete_entry(entry):
    """Take an entry back for good, whatever it was."""
    entry = hold_entry(entry)
    blog, name, marks, published = entry.blog, name_of(entry), highlights(entry), entry.is_published
    store.remove_after_commit(file.key for file in entry.files)
    telling.withdrawn(entry)
    search.drop(entry)
    entry.delete()
    if not published:
        return changes.record("removed", name, on=blog.desk)
    touch([blog])
    changes.record_all([("removed", name, blog), ("news", blog, blog), *marks])


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
