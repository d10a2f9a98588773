"""The site's settings, and a note of every statement that reaches SQLite: for those who count statements."""

import os
from threading import current_thread

from django.db.backends.signals import connection_created

from bench.notebook import NAME
from site_config.settings import *  # noqa: F403
from site_config.settings import DATA_DIR

STATEMENTS = DATA_DIR / NAME
notebook = os.open(STATEMENTS, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)


def listen(connection, **_):
    connection.connection.set_trace_callback(note)


def note(statement: str) -> None:
    """One line a statement, in one write: several threads note."""
    os.write(notebook, f"{current_thread().name}: {' '.join(statement.split())}"[:200].encode() + b"\n")


connection_created.connect(listen)
