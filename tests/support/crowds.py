"""Several people at the same moment, each in a thread of their own: programs that tests run in a process of theirs.

A test asks for `database`, SQLite and PostgreSQL in turn, and takes what the program told of it:
`outcome("tests.chat.crowd", database)`.
"""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterable
from threading import Barrier, Thread
from typing import Any

import django
import pytest
from django.core.management import call_command
from django.db import connection

from tests.support.site import ROOT


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request, tmp_path) -> dict[str, str]:
    """The environment of a process with an empty database of its own."""
    data = {"DATA_DIR": str(tmp_path)}
    if request.param == "sqlite":
        return data
    return data | {"DATABASE_URL": request.getfixturevalue("fresh_database")}


def outcome(program: str, database: dict[str, str], **environment: str) -> Any:
    """What a module tells, in JSON, when it is run with such a database."""
    done = subprocess.run(
        [sys.executable, "-m", program],
        cwd=ROOT,
        env=os.environ | {"DJANGO_SETTINGS_MODULE": "site_config.settings"} | database | environment,
        capture_output=True,
        text=True,
        timeout=100,
    )
    assert not done.returncode, done.stderr[-3000:]
    return json.loads(done.stdout)


def begin() -> None:
    """In such a program: Django, and the tables."""
    django.setup()
    call_command("migrate", verbosity=0)


def tell(found: Any) -> None:
    json.dump(found, sys.stdout)


def at_once(deed: Callable, people: Iterable) -> tuple[list, list[str]]:
    """`deed(person)` by everybody at the same moment: what the deeds returned, and what went wrong."""
    people = list(people)
    returned, problems, ready = [], [], Barrier(len(people))

    def act(person):
        ready.wait()
        try:
            returned.append(deed(person))
        except Exception as error:
            problems.append(repr(error))
        connection.close()

    threads = [Thread(target=act, args=[person]) for person in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return returned, problems
