"""Whether anything may have changed that nobody announced."""

import os

from django.conf import settings
from django.db import connection

OFTEN = 0.05  # seconds between looks at SQLite's own counter, which costs microseconds
SELDOM = 1.0  # seconds between looks at the heads elsewhere
SHARE = 0.1  # of the time: looking takes longer the more topics there are, and then happens less often


class Watch:
    """Asked again and again by the renderer, in its thread and on its connection."""

    def __init__(self):
        self.sqlite = connection.vendor == "sqlite"
        self.next_look = 0.0
        self.seen = None

    def due(self, now: float) -> bool:
        """Whether the heads should be looked at now."""
        if now < self.next_look:
            return False
        self.next_look = now + (OFTEN if self.sqlite else SELDOM)
        return not self.sqlite or self._sqlite_moved()

    def looked(self, now: float, seconds: float) -> None:
        """A look at the heads took so long."""
        self.next_look = max(self.next_look, now + seconds / SHARE)

    def _sqlite_moved(self) -> bool:
        version = (_identity(settings.DATABASES["default"]["NAME"]), _data_version())
        if self.seen and version[0] != self.seen[0]:
            connection.close()  # the file was replaced: the open one is no longer the database
        moved, self.seen = version != self.seen, version
        return moved


def _data_version() -> int:
    with connection.cursor() as cursor:
        return cursor.execute("PRAGMA data_version").fetchone()[0]


def _identity(path) -> tuple[int, int] | None:
    try:
        status = os.stat(path)
    except OSError:
        return None
    return status.st_dev, status.st_ino
