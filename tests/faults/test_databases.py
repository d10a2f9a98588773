"""Many writers at once, on both databases (faults.md A4, A5, A16, A18, A19): no gap, no deadlock, nothing missed."""

import asyncio

import pytest

from tests.support.site import RunningSite

WRITERS = """
import random, threading, time
from django.db import connection, transaction
from live.engine import changes
from live.engine.changes import Place

ROOM, OTHER = "chat.room.1", "chat.room.2"
failures, followed, done = [], [], threading.Event()

def writer(number):
    chance = random.Random(number)
    try:
        for turn in range({turns}):
            with transaction.atomic():
                topics = [ROOM, OTHER] if (number + turn) % 2 else [OTHER, ROOM]
                with transaction.atomic():
                    changes.record("added", f"chat.message.{{number * 1000 + turn}}", on=topics)
                time.sleep(chance.uniform(0, {pause}))
                if chance.random() < 0.3:
                    transaction.set_rollback(True)
    except Exception as error:
        failures.append(repr(error))
    finally:
        connection.close()

def follower():
    place = changes.heads([ROOM])[ROOM]
    begun_at = place.position
    while True:
        last = done.is_set()
        log = changes.log(ROOM, place.position)
        followed.extend(entry.position for entry in log.after(place))
        place = log.head
        if last:
            break
        time.sleep(0.005)
    assert followed == list(range(begun_at + 1, place.position + 1)), "a follower missed something"
    connection.close()

def guarded():
    try:
        follower()
    except Exception as error:
        failures.append(repr(error))

watching = threading.Thread(target=guarded)
watching.start()
writers = [threading.Thread(target=writer, args=[number]) for number in range({writers})]
[thread.start() for thread in writers]
[thread.join() for thread in writers]
done.set()
watching.join()
print("failures:", failures[:3], "followed:", len(followed))
"""

READ_THEN_WRITE = """
import threading
from django.db import connection
from live.accounts.models import User
from live.chat import services
from live.chat.models import Room

failures = []

def person(number):
    try:
        room, user = Room.objects.get(slug="lobby"), User.objects.all()[number % 5]
        for turn in range(40):
            services.post_message(room, user, f"{number} {turn}")
    except Exception as error:
        failures.append(repr(error))
    finally:
        connection.close()

people = [threading.Thread(target=person, args=[number]) for number in range(8)]
[thread.start() for thread in people]
[thread.join() for thread in people]
numbers = list(Room.objects.get(slug="lobby").messages.order_by("pk").values_list("pk", flat=True))
print("failures:", failures[:3], "messages:", len(numbers))
"""


@pytest.fixture(params=["sqlite", "postgresql"])
def database_site(request, tmp_path):
    environment = {}
    if request.param == "postgresql":
        environment["DATABASE_URL"] = request.getfixturevalue("postgres_server").new_database()
    site = RunningSite(tmp_path, **environment)
    site.manage("prepare")
    return site


async def test_writers_of_two_topics_never_deadlock_and_a_follower_misses_nothing(database_site):
    sqlite = "DATABASE_URL" not in database_site.environment
    size = {"writers": 4, "turns": 20, "pause": 0.002} if sqlite else {"writers": 12, "turns": 20, "pause": 0.02}
    said = await asyncio.to_thread(database_site.python, WRITERS.format(**size))
    assert "failures: [] followed: " in said
    assert int(said.rpartition(" ")[2]) > size["writers"] * size["turns"] // 2


async def test_eight_people_at_once_never_find_the_database_locked(database_site):
    said = await asyncio.to_thread(database_site.python, READ_THEN_WRITE)
    assert "failures: [] messages: 333" in said
