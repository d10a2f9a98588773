"""A log that no longer leads on from where pages are (faults.md A15, A22)."""

import asyncio
import shutil
import sqlite3

import pytest

from tests.faults.oracles import expect_convergence, expect_newest, open_pages, staying, visitors
from tests.faults.scenes import say

LOBBY = "/chat/lobby/"
PAGES = [pytest.param(2, id="small"), pytest.param(100, id="full", marks=pytest.mark.faults)]


@pytest.mark.parametrize("count", PAGES)
async def test_an_older_database_restored_under_open_pages(own_site, count, measured):
    """A15: pages that are ahead, and pages whose place is of another history, fetch themselves anew, once."""
    ada, grace = await visitors(own_site, "ada", "grace")
    backup, database = own_site.data / "backup.sqlite3", own_site.data / "townhall.sqlite3"
    await asyncio.to_thread(_back_up, database, backup)
    pages = [person.page(LOBBY) for person in (ada, grace) for _ in range(count // 2)]
    async with open_pages(*pages):
        await pages[0].post("of a history that is undone")
        await expect_newest(*pages, body="of a history that is undone")
        await asyncio.to_thread(own_site.stop)
        for leftover in own_site.data.glob("townhall.sqlite3*"):
            leftover.unlink()
        shutil.copy(backup, database)
        await asyncio.to_thread(say, own_site, "of the new history", 3)
        await asyncio.to_thread(own_site.start)
        async with staying(*pages):
            await expect_newest(*pages, body="of the new history 2")
        measured("A15", pages=count, stuck=0, loads_of_a_page=max(page.loads for page in pages) - 1)
        assert {page.loads for page in pages} == {2}
        assert not any(page.shows("undone") for page in pages)
        await expect_convergence(*pages)


def _back_up(database, to):
    with sqlite3.connect(database) as source, sqlite3.connect(to) as target:
        source.backup(target)


@pytest.mark.parametrize("count", PAGES)
async def test_pages_that_slept_past_the_pruned_log(own_site, count, measured):
    """A22: each is fetched anew once, then it is live."""
    (ada,) = await visitors(own_site, "ada")
    pages = [ada.page(LOBBY) for _ in range(count)]
    async with open_pages(*pages):
        for page in pages:
            await page.cut()
        await asyncio.to_thread(say, own_site, "slept", 3)
        await asyncio.to_thread(own_site.manage, "prune_changes", "--days", "0")
        await asyncio.gather(*(page.come_back() for page in pages))
        await expect_newest(*pages, body="slept 2")
        await pages[0].post("awake")
        await expect_newest(*pages, body="awake")
        measured("A22", pages=count, loads_of_a_page=max(page.loads for page in pages) - 1)
        assert {page.loads for page in pages} == {2}
        await expect_convergence(*pages)
