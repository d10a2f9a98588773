"""Many writers at once, on both databases (faults.md A4, A5, A16, A18, A19): no gap, no deadlock, nothing missed."""

import asyncio
import json
import shutil
from typing import NamedTuple

import pytest

from tests.support.site import RunningSite, demo_data

WRITERS = """
import json, random, threading, time
from django.db import close_old_connections, connection, transaction
from live.engine import changes

ROOM, OTHER = "chat.room.1", "chat.room.2"
failures, followed, committed, done = [], [], set(), threading.Event()

def guarded(work, *arguments):
    try:
        work(*arguments)
    except Exception as error:
        failures.append(repr(error))
    finally:
        connection.close()

def write(number):
    chance = random.Random(number)
    for turn in range({turns}):
        subject, fate = f"chat.message.{{number * 100_000 + turn}}", chance.random()
        with transaction.atomic():
            with transaction.atomic():
                changes.record("added", subject, on=[ROOM, OTHER] if (number + turn) % 2 else [OTHER, ROOM])
                if fate < 0.15:
                    transaction.set_rollback(True)  # of the savepoint
            time.sleep(chance.uniform(0, {pause}))
            if 0.15 < fate < 0.3:
                transaction.set_rollback(True)
        if fate > 0.3:
            committed.add(subject)
        close_old_connections()  # as after a request
        time.sleep(chance.uniform(0, {rest}))

def follow():
    place, last = changes.heads([ROOM])[ROOM], False
    while not last:
        last = done.is_set()
        log = changes.log(ROOM, place.position)
        followed.extend(log.after(place))
        place = log.head
        close_old_connections()
        time.sleep(0.005)

begun_at = changes.heads([ROOM])[ROOM].position
following = threading.Thread(target=guarded, args=[follow])
following.start()
writing = [threading.Thread(target=guarded, args=[write, number]) for number in range({writers})]
[thread.start() for thread in writing]
[thread.join() for thread in writing]
done.set()
following.join()
positions, subjects = [entry.position for entry in followed], [entry.subject for entry in followed]
print(json.dumps({{
    "failures": failures[:3],
    "gaps": sum(after != before + 1 for before, after in zip([begun_at, *positions], positions)),
    "missed": len(committed - set(subjects)),
    "undone but seen": len(set(subjects) - committed),
    "twice": len(subjects) - len(set(subjects)),
    "committed": len(committed),
}}))
"""

READ_THEN_WRITE = """
import json, threading
from django.db import connection
from live.accounts.models import User
from live.chat import services
from live.chat.models import Room

failures = []

def speak(number):
    try:
        room, user = Room.objects.get(slug="lobby"), User.objects.all()[number % 5]
        for turn in range({turns}):
            services.post_message(room, user, f"{{number}} {{turn}}")
    except Exception as error:
        failures.append(repr(error))
    finally:
        connection.close()

before = Room.objects.get(slug="lobby").messages.count()
people = [threading.Thread(target=speak, args=[number]) for number in range(8)]
[thread.start() for thread in people]
[thread.join() for thread in people]
said = Room.objects.get(slug="lobby").messages.count() - before
print(json.dumps({{"failures": failures[:3], "said": said}}))
"""

KILLED_BEFORE_COMMIT = """
import os, signal
from django.db import transaction
from live.engine import changes

for number in range({count}):
    if os.fork():
        os.wait()
    else:
        with transaction.atomic():
            changes.record("added", f"chat.message.{{number}}", on="chat.room.1")
            os.kill(os.getpid(), signal.SIGKILL)
"""

SAY_ONE_THING = """
import json
from django.db import transaction
from live.engine import changes
before = changes.heads(["chat.room.1"])["chat.room.1"]
with transaction.atomic():
    changes.record("added", "chat.message.17", on="chat.room.1")
log = changes.log("chat.room.1", before.position)
print(json.dumps([(entry.subject, entry.position - before.position) for entry in log.after(before)]))
"""


class Size(NamedTuple):
    writers: int
    turns: int
    pause: float  # seconds that a transaction takes at most, its work not counted
    rest: float  # seconds between two of them at most: SQLite lets nobody queue, and who finds it busy waits for luck


SMALL = {"sqlite": Size(4, 15, 0.002, 0.01), "postgresql": Size(12, 8, 0.02, 0.0)}
FULL = {"sqlite": Size(8, 625, 0.002, 0.04), "postgresql": Size(16, 313, 0.02, 0.0)}
LONG = [pytest.mark.faults, pytest.mark.timeout(400)]


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request) -> str:
    return request.param


@pytest.fixture
def console(database, request, tmp_path):
    """Where lines run with this database and its demo data: nobody serves. What they print is JSON."""
    if database == "sqlite":
        site = RunningSite(shutil.copytree(demo_data(), tmp_path / "data"))
    else:
        server, demo = map(request.getfixturevalue, ("postgres_server", "demo_database"))
        site = RunningSite(tmp_path, DATABASE_URL=server.new_database(demo))

    async def run(lines: str):
        return json.loads(await asyncio.to_thread(site.python, lines) or "null")

    return run


@pytest.mark.parametrize("sizes", [pytest.param(SMALL, id="small"), pytest.param(FULL, id="full", marks=LONG)])
async def test_writers_of_two_topics_never_deadlock_and_a_follower_misses_nothing(console, database, sizes, measured):
    """A5, A16, A18: a third of them change their minds."""
    size = sizes[database]
    found = await console(WRITERS.format(**size._asdict()))
    failures, committed = found.pop("failures"), found.pop("committed")
    work = f"{size.writers} writers, {size.writers * size.turns:,} transactions"
    for row in ("A5", "A16", "A18"):
        measured(row, **{database: work}, failed=len(failures), **found)
    assert failures == []
    assert found == {"gaps": 0, "missed": 0, "undone but seen": 0, "twice": 0}
    assert committed > size.writers * size.turns // 2


@pytest.mark.parametrize("turns", [pytest.param(20, id="small"), pytest.param(250, id="full", marks=LONG)])
async def test_eight_people_at_once_never_find_the_database_locked(console, database, turns, measured):
    """A19."""
    found = await console(READ_THEN_WRITE.format(turns=turns))
    measured("A19", **{database: f"{8 * turns:,} transactions"}, failed=len(found["failures"]))
    assert found == {"failures": [], "said": 8 * turns}


@pytest.mark.parametrize("count", [pytest.param(2, id="small"), pytest.param(100, id="full", marks=LONG)])
async def test_killed_between_a_positions_allocation_and_its_commit(console, database, count, measured):
    """A4: nobody has seen anything of it, and the next change has the number."""
    await console(KILLED_BEFORE_COMMIT.format(count=count))
    followed = await console(SAY_ONE_THING)
    measured("A4", **{database: f"{count} killed"}, phantoms=len(followed) - 1, gaps=followed[-1][1] - len(followed))
    assert followed == [["chat.message.17", 1]]
