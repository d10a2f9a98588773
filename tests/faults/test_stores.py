"""Databases that are away, held by somebody else, or full (faults.md A14, A20, A21)."""

import asyncio
import sqlite3
import time
from contextlib import contextmanager

import psutil
import pytest

from tests.faults.figures import seconds
from tests.faults.oracles import (
    expect_convergence,
    expect_each_once,
    expect_newest,
    expect_the_same_set,
    open_pages,
    staying,
    visitors,
)
from tests.support.visitors import OpenPage
from tests.support.writers import ACCEPTED, Writer

IMPATIENT = "tests.faults.sites.impatient"
LOBBY = "/chat/lobby/"
UNAVAILABLE = 503
NOT_SAVED = "What you wrote is still here"


async def expect_refused(page: OpenPage, body: str) -> None:
    """What a page is told whose message could not be stored: its text stays where it is."""
    seen = len(page.frames)
    await page.send("post_message", body=body, nonce=body)
    await page.until(lambda: any(NOT_SAVED in frame for frame in page.frames[seen:]), seconds=60)
    assert not page.shows(f">{body}<")


# PostgreSQL is away


@pytest.mark.timeout(240)
@pytest.mark.parametrize(
    ("away", "settings"),
    [
        pytest.param(0.5, IMPATIENT, id="small"),
        pytest.param(30, "tests.support.usual", id="full", marks=pytest.mark.faults),
    ],
)
async def test_postgresql_is_away_for_a_while(postgres_site, postgres, away, settings, measured):
    """A14: pages stay, writes are refused with 503 and can be sent again, nothing is lost."""
    site = await asyncio.to_thread(postgres_site, DJANGO_SETTINGS_MODULE=settings)
    ada, grace = await visitors(site, "ada", "grace")
    writer = Writer(ada)
    async with open_pages(ada.page(LOBBY), grace.page(LOBBY)) as pages, staying(*pages):
        await writer.insist("before")
        await expect_newest(*pages, body="before")
        began = time.monotonic()
        await asyncio.to_thread(postgres.kill)
        statuses = [await writer.write("meanwhile")]
        while time.monotonic() < began + away:
            statuses.append(await writer.write("meanwhile"))
        await expect_refused(pages[0], "over the socket")
        await asyncio.to_thread(postgres.start)
        back = time.monotonic()
        await writer.insist("meanwhile")
        await pages[0].post("over the socket")
        await expect_newest(*pages, body="over the socket", seconds=60)
        again = time.monotonic() - back
        for page in pages:
            expect_each_once(page, ["before", "meanwhile", "over the socket"])
        await expect_convergence(*pages)
        closed = sum(len(page.codes) for page in pages)
    told = f"{len(statuses)} × {UNAVAILABLE}" if set(statuses) == {UNAVAILABLE} else sorted(set(statuses))
    measured("A14", away=f"{away} s", writes=told, lost=0, pages_closed=closed, all_again_after=seconds(again))
    assert set(statuses) == {UNAVAILABLE}
    assert away < 10 or again < 5


# SQLite is held by another process


@contextmanager
def held(site):
    """Somebody else writes, and does not come to an end."""
    holder = sqlite3.connect(site.data / "townhall.sqlite3", isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    try:
        yield
    finally:
        holder.execute("ROLLBACK")
        holder.close()


async def test_sqlite_is_held_for_longer_than_anybody_waits(site_with):
    """A20 in small: writes are refused, readers go on."""
    await _held_too_long(site_with(DJANGO_SETTINGS_MODULE=IMPATIENT))


@pytest.mark.faults
async def test_sqlite_is_held_for_longer_than_ten_seconds(own_site, measured):
    """A20."""
    waited, read = await _held_too_long(own_site)
    measured("A20", refused_with=UNAVAILABLE, after=seconds(waited), a_page_meanwhile=seconds(read))
    assert waited < 12


@pytest.mark.parametrize("hold", [pytest.param(0.3, id="small"), pytest.param(8, id="full", marks=pytest.mark.faults)])
async def test_sqlite_is_held_for_a_while(own_site, hold, measured):
    """A20: writes wait, and are done."""
    ada, grace = await visitors(own_site, "ada", "grace")
    writer = Writer(ada)
    async with open_pages(ada.page(LOBBY), grace.page(LOBBY)) as pages:
        with held(own_site):
            writing = asyncio.create_task(writer.write("that took long"))
            await asyncio.sleep(hold)
            assert not writing.done()
        assert await writing == ACCEPTED
        await expect_newest(*pages, body="that took long")
        await expect_convergence(*pages)
    measured("A20", held_for=f"{hold} s", then="accepted")


async def _held_too_long(site) -> tuple[float, float]:
    """Seconds that a writer waited for its refusal, and a reader meanwhile for a page."""
    ada, grace = await visitors(site, "ada", "grace")
    writer = Writer(ada)
    async with open_pages(ada.page(LOBBY), grace.page(LOBBY)) as pages:
        with held(site):
            began = time.monotonic()
            assert await writer.write("not now") == UNAVAILABLE
            waited = time.monotonic() - began
            await expect_refused(pages[0], "not now either")
            began = time.monotonic()
            assert not await pages[1].differs_from_a_fresh_load()
            read = time.monotonic() - began
        await writer.insist("now")
        await expect_newest(*pages, body="now")
        expect_the_same_set(pages[1], ["now"])
        assert not any(page.shows(">not now") for page in pages)
        await expect_convergence(*pages)
    return waited, read


# The disk is full


@contextmanager
def full_disk(site):
    """The server may write nothing beyond a file's first byte: to SQLite a disk that takes no more."""
    process = psutil.Process(site.process.pid)
    before = process.rlimit(psutil.RLIMIT_FSIZE)
    process.rlimit(psutil.RLIMIT_FSIZE, (1, before[1]))
    try:
        yield
    finally:
        process.rlimit(psutil.RLIMIT_FSIZE, before)


@pytest.mark.parametrize("tries", [pytest.param(2, id="small"), pytest.param(50, id="full", marks=pytest.mark.faults)])
async def test_the_disk_is_full(own_site, tries, measured):
    """A21: refused cleanly, nothing is half done, and it goes on when there is room again."""
    ada, grace = await visitors(own_site, "ada", "grace")
    writer = Writer(ada)
    async with open_pages(ada.page(LOBBY), grace.page(LOBBY)) as pages:
        await writer.insist("there is room")
        await expect_newest(*pages, body="there is room")
        with full_disk(own_site):
            statuses = {await writer.write(f"no room {number}") for number in range(tries)}
            await expect_refused(pages[0], "no room either")
        await writer.insist("there is room again")
        await expect_newest(*pages, body="there is room again")
        assert not any(page.shows(">no room") for page in pages)
        await expect_convergence(*pages)
    measured("A21", refused=f"{tries} with {sorted(statuses)}", half_done=0)
    assert statuses == {UNAVAILABLE}
    with sqlite3.connect(own_site.data / "townhall.sqlite3") as database:
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
