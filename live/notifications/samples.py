"""The bell and the list. What is told has words of its own here: its kinds belong to the features."""

from datetime import UTC, datetime
from types import SimpleNamespace

from live.engine.sample import Sample
from live.notifications.bell import Bell
from live.notifications.reading import Page

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
LONG = "Maximiliane mentioned you in the room about what was said and meant, and who it was that said so " * 3


def told(sentence, pk=1, read_at=None, icon="mention"):
    return SimpleNamespace(
        pk=pk,
        kind="mention",
        sentence=sentence,
        icon=f"includes/icons/{icon}.svg",
        created_at=NOON,
        read_at=read_at,
        get_absolute_url=f"/notifications/{pk}/",
    )


def some():
    return [
        told("Grace mentioned you in Lobby"),
        told("You are invited to “Tea”", 2, NOON, "calendar"),
        told(LONG, 3),
        told("ذكرتك نور في Lobby", 4),
    ]


def listed(notifications, number=1, has_more=False):
    return {"page": Page(number, notifications, has_more), "oob": True}


def belled(unread):
    return {"bell": Bell(unread), "title": "Lobby", "site_name": "Townhall"}


SAMPLES = [
    Sample("notifications/bell.html#shown", "some unread", lambda: belled(3)),
    Sample("notifications/bell.html#shown", "many unread", lambda: belled(300)),
    Sample("notifications/bell.html#shown", "nothing unread", lambda: belled(0)),
    Sample("notifications/inbox.html#list", "usual", lambda: listed(some())),
    Sample("notifications/inbox.html#list", "a page of several", lambda: listed(some()[:1], 2, True)),
    Sample("notifications/inbox.html#list", "empty", lambda: listed([])),
]
