"""The change log: what happened on each topic, in order."""

from collections.abc import Iterable
from datetime import timedelta
from itertools import count
from typing import NamedTuple

from django.db import connection, models, transaction
from django.db.models import Model
from django.dispatch import Signal
from django.utils import timezone

from live.engine.models import Change, Topic, new_mark
from live.engine.topics import name_of

committed = Signal()  # provides `places`: the new Place of each topic that a transaction moved
# What is done with every change, in SQL: compiling a query anew each time takes ten times as long as doing it.
LOCK = "SELECT id, position FROM engine_topic WHERE name = %(name)s FOR UPDATE"
MOVE = (
    "UPDATE engine_topic SET position = position + %(steps)s, mark = %(mark)s"
    " WHERE name = %(name)s RETURNING id, position"
)
INSERT = (
    "INSERT INTO engine_change (topic_id, position, mark, verb, subject, recorded_at) VALUES (%s, %s, %s, %s, %s, %s)"
)
HEADS = "SELECT name, position, mark FROM engine_topic WHERE name IN ({})"
READ = (
    "SELECT change.position, change.mark, verb, subject FROM engine_change AS change"
    " JOIN engine_topic AS topic ON topic.id = change.topic_id"
    " WHERE topic.name = %s AND change.position >= %s ORDER BY change.position DESC LIMIT %s"
)
TOO_MANY = 5_000  # changes that are read at once, some 5 ms


class Place(NamedTuple):
    """How far along a topic is, or a page in it.

    `mark` is that of the change at `position`: a place of another history (a restored backup) is not
    mistaken for one of this.
    """

    topic: str
    position: int = 0
    mark: str = ""

    def __str__(self):
        return f"{self.topic}:{self.position}:{self.mark}"

    @classmethod
    def parse(cls, text: str) -> "Place":
        """The place that `str()` wrote. Raises ValueError for any other text."""
        topic, position, mark = text.split(":")
        if len(topic) > 120 or len(position) > 18 or len(mark) > 8 or not position.isascii() or not position.isdigit():
            raise ValueError("not a place")
        return cls(topic, int(position), mark)


class Entry(NamedTuple):
    """One change as it is read from the log."""

    position: int
    mark: str
    verb: str
    subject: str


class OutOfReach(LookupError):
    """The log cannot lead on from that place: pruned, ahead of the head, of another history, or too far back."""


def record(verb: str, subject: Model | str, *, on: Model | str | Iterable[Model | str]) -> None:
    """Write into the log of one topic or several that something happened to `subject`.

    Called inside the transaction that did it, and last: the topic's row stays locked until the commit, so
    the order of positions is the order of commits and no number is missing.
    """
    several = [on] if isinstance(on, Model | str) else on  # a lazy user is iterable, to look at
    record_all((verb, subject, topic) for topic in several)


def record_all(happened: Iterable[tuple[str, Model | str, Model | str]]) -> None:
    """Write several changes `(verb, subject, topic)` at once; topics are locked in the order of their names."""
    if not transaction.get_connection().in_atomic_block:
        raise transaction.TransactionManagementError("A change is recorded in the transaction that made it.")
    by_topic: dict[str, list[tuple[str, str]]] = {}
    for verb, subject, topic in happened:
        by_topic.setdefault(name_of(topic), []).append((verb, name_of(subject)))
    places = [_append(topic, by_topic[topic]) for topic in sorted(by_topic)]
    transaction.on_commit(lambda: committed.send(sender=record_all, places=places), robust=True)


def lock(topic: Model | str) -> None:
    """Hold a topic's row until the commit, for a service that reads what other services change.

    SQLite's transactions hold the whole database from their beginning (`transaction_mode`).
    """
    if connection.features.has_select_for_update:
        _on_row(LOCK, name_of(topic))


def _append(topic: str, happened: list[tuple[str, str]]) -> Place:
    marks = [new_mark() for _ in happened]
    key, last = _on_row(MOVE, topic, steps=len(happened), mark=marks[-1])
    now = connection.ops.adapt_datetimefield_value(timezone.now())
    rows = [
        (key, position, mark, verb, subject, now)
        for position, mark, (verb, subject) in zip(count(last - len(happened) + 1), marks, happened, strict=False)
    ]
    with connection.cursor() as cursor:
        cursor.executemany(INSERT, rows)
    return Place(topic, last, marks[-1])


def _on_row(statement: str, topic: str, **values) -> tuple[int, int]:
    """The key and position of the topic's row, which is locked from here on; it is made where there is none."""
    with connection.cursor() as cursor:
        cursor.execute(statement, {"name": topic, **values})
        if row := cursor.fetchone():
            return row
    Topic.objects.bulk_create([Topic(name=topic)], ignore_conflicts=True)
    return _on_row(statement, topic, **values)


def heads(names: Iterable[str]) -> dict[str, Place]:
    """The newest place of each topic, one query; a topic on which nothing has happened is at position 0."""
    found = {name: Place(name) for name in names}
    with connection.cursor() as cursor:
        cursor.execute(HEADS.format(", ".join(["%s"] * len(found)) or "NULL"), list(found))
        found.update((name, Place(name, position, mark)) for name, position, mark in cursor.fetchall())
    return found


class Log(NamedTuple):
    """The newest part of a topic's log, oldest entry first, and where it ends."""

    head: Place
    entries: list[Entry]

    def after(self, place: Place) -> list[Entry]:
        """What happened after `place`, in order.

        Raises OutOfReach where the log does not lead on from there: pruned, ahead of the head, of another
        history, or more than TOO_MANY changes back.
        """
        if place.position == self.head.position and place.mark == self.head.mark:
            return []
        first = self.entries[0].position if self.entries else 1
        index = place.position - first
        follows_on = index == -1 if place.position == 0 else 0 <= index < len(self.entries)
        if not follows_on or (place.position and self.entries[index].mark != place.mark):
            raise OutOfReach(str(place))
        return self.entries[index + 1 :]


def log(topic: str, since: int) -> Log:
    """The log of a topic from position `since` on, at most the newest TOO_MANY changes: one query.

    (A second one where `since` is ahead of the head, as after a restored backup.)
    """
    newest = _read(topic, since, TOO_MANY) or _read(topic, 0, 1)
    entries = [Entry(*row) for row in reversed(newest)]
    head = Place(topic, entries[-1].position, entries[-1].mark) if entries else Place(topic)
    return Log(head, entries)


def _read(topic: str, since: int, limit: int) -> list[tuple]:
    """Newest first."""
    with connection.cursor() as cursor:
        cursor.execute(READ, [topic, since, limit])
        return cursor.fetchall()


def coalesce(entries: Iterable[Entry]) -> list[tuple[str, str]]:
    """`(verb, subject)` once for each subject, in the order of first appearance, as things stand at the end.

    Added then changed is added; anything then removed is removed; a feature's own verbs stay beside them.
    """
    standing: dict[tuple[str, str], str] = {}
    for entry in entries:
        plain = entry.verb in ("added", "changed", "removed")
        key = (entry.subject, "" if plain else entry.verb)
        before = standing.get(key)
        if not (before == "added" and entry.verb == "changed"):
            standing[key] = entry.verb
    return [(verb, subject) for (subject, _), verb in standing.items()]


def prune(older_than: timedelta) -> int:
    """Remove changes older than that, except the newest of each topic; how many were removed."""
    old = Change.objects.filter(recorded_at__lt=timezone.now() - older_than)
    last_old = dict(old.values_list("topic").annotate(models.Max("position")))
    newest = dict(Topic.objects.filter(pk__in=last_old).values_list("pk", "position"))
    return sum(
        Change.objects.filter(topic=topic, position__lte=min(last, newest[topic] - 1)).delete()[0]
        for topic, last in last_old.items()
    )
