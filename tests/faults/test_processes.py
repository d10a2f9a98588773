"""Processes, stores and the network between them (faults.md A)."""

import asyncio
import shutil
import sqlite3

import pytest

from .conftest import expect_convergence, expect_each_once, expect_order, open_pages, visitors

SAY = """
from live.accounts.models import User
from live.chat import services
from live.chat.models import Room
room, grace = Room.objects.get(slug="lobby"), User.objects.get(username="grace")
for number in range({count}):
    services.post_message(room, grace, f"{text} {{number}}")
"""


def say(site, text, count=1):
    """Somebody writes from another process, which announces nothing: as a server killed just after its commit."""
    site.python(SAY.format(text=text, count=count))


async def test_killed_and_started_again_while_people_write(own_site):
    """A1 in small: no page is loaded anew, each message is there once and in order."""
    ada, grace, linus = await visitors(own_site, "ada", "grace", "linus")
    async with open_pages(ada.page("/chat/lobby/"), grace.page("/chat/lobby/"), linus.page("/chat/lobby/")) as pages:
        writer, *readers = pages
        said = []
        for kill in range(4):
            for number in range(5):
                said.append(f"word {kill}.{number}")
                await writer.post(said[-1])
            own_site.kill()
            own_site.start()
            await asyncio.gather(*(page.come_back() for page in pages))
        for page in readers:
            await page.until(lambda page=page: page.shows(said[-1]))
            expect_each_once(page, said)
            assert page.loads == 1
        await expect_convergence(*pages)
        expect_order(*pages)


async def test_a_commit_that_nobody_announced_is_found(own_site):
    """A3: within the interval of the look at the heads and half a second."""
    (ada,) = await visitors(own_site, "ada")
    async with ada.page("/chat/lobby/") as lobby:
        await asyncio.to_thread(say, own_site, "unannounced", 3)
        await lobby.until(lambda: lobby.shows("unannounced 2"), seconds=5)
        await expect_convergence(lobby)


async def test_what_is_said_while_the_server_is_away_is_there_after(own_site):
    (ada,) = await visitors(own_site, "ada")
    async with ada.page("/chat/lobby/") as lobby:
        own_site.kill()
        await asyncio.to_thread(say, own_site, "meanwhile", 30)
        own_site.start()
        await lobby.come_back()
        await lobby.until(lambda: lobby.shows("meanwhile 29"))
        expect_each_once(lobby, [f"meanwhile {number}" for number in range(30)])
        assert lobby.loads == 1


async def test_an_older_database_restored_under_open_pages(own_site):
    """A15: pages that are ahead, and pages whose position is another history's, fetch themselves anew, once."""
    ada, grace = await visitors(own_site, "ada", "grace")
    backup = own_site.data / "backup.sqlite3"
    database = own_site.data / "townhall.sqlite3"
    await asyncio.to_thread(_back_up, database, backup)
    async with open_pages(ada.page("/chat/lobby/"), grace.page("/chat/lobby/")) as (lobby, other):
        await lobby.post("of a history that is undone")
        await other.until(lambda: other.shows("of a history that is undone"))
        own_site.stop()
        for leftover in own_site.data.glob("townhall.sqlite3*"):
            leftover.unlink()
        shutil.copy(backup, database)
        await asyncio.to_thread(say, own_site, "of the new history", 3)
        own_site.start()
        await asyncio.gather(lobby.come_back(), other.come_back())
        for page in (lobby, other):
            await page.until(lambda page=page: page.loads == 2 and page.live and page.shows("of the new history 2"))
            assert not page.shows("undone")
        await expect_convergence(lobby, other)


def _back_up(database, to):
    with sqlite3.connect(database) as source, sqlite3.connect(to) as target:
        source.backup(target)


async def test_a_page_that_slept_past_the_pruned_log(own_site):
    """A22: one full resync, then live."""
    (ada,) = await visitors(own_site, "ada")
    async with ada.page("/chat/lobby/") as lobby:
        await lobby.cut()
        await asyncio.to_thread(say, own_site, "slept", 3)
        await asyncio.to_thread(own_site.manage, "prune_changes", "--days", "0")
        await lobby.connect()
        await lobby.until(lambda: lobby.loads == 2 and lobby.live and lobby.shows("slept 2"))
        await lobby.post("awake")
        await expect_convergence(lobby)


async def test_sigterm_says_come_again(own_site):
    """A24 in small: 1012, which htmx comes back from, and a clean exit."""
    (ada,) = await visitors(own_site, "ada")
    async with ada.page("/chat/lobby/") as lobby:
        stopping = asyncio.create_task(asyncio.to_thread(own_site.stop))
        assert await lobby.closed() == 1012
        assert await stopping == 0


@pytest.mark.timeout(180)
async def test_two_processes_with_redis_and_without(postgres_site, redis_server):
    """A message crosses; with Redis killed it still does, within the look at the heads (A6 in small)."""
    here, there = await asyncio.to_thread(postgres_site), await asyncio.to_thread(postgres_site)
    (ada,), (grace,) = await visitors(here, "ada"), await visitors(there, "grace")
    async with open_pages(ada.page("/chat/lobby/"), grace.page("/chat/lobby/")) as (lobby, other):
        await lobby.post("by Redis")
        await other.until(lambda: other.shows("by Redis"), seconds=2)
        redis_server.kill()
        try:
            for number in range(5):
                await lobby.post(f"without Redis {number}")
            await other.until(lambda: other.shows("without Redis 4"), seconds=4)
        finally:
            redis_server.start()
        await lobby.post("Redis is back")
        await other.until(lambda: other.shows("Redis is back"), seconds=4)
        await expect_convergence(lobby, other)
        expect_each_once(other, [f"without Redis {number}" for number in range(5)])
        expect_order(lobby, other)


async def test_killing_one_process_leaves_the_others_pages_alone(postgres_site):
    """A2 in small."""
    here, there = await asyncio.to_thread(postgres_site), await asyncio.to_thread(postgres_site)
    (ada,), (grace,) = await visitors(here, "ada"), await visitors(there, "grace")
    async with open_pages(ada.page("/chat/lobby/"), grace.page("/chat/lobby/")) as (lobby, other):
        here.kill()
        await other.post("we go on")
        here.start()
        await lobby.come_back()
        await lobby.until(lambda: lobby.shows("we go on"))
        await expect_convergence(lobby, other)
