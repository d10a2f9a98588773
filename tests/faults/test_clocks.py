"""Clocks that are not together (faults.md A23)."""

import asyncio
import signal
import time
from email.utils import parsedate_to_datetime

import pytest

from tests.faults.oracles import (
    expect_convergence,
    expect_newest,
    expect_order,
    expect_the_same_set,
    open_pages,
    visitors,
)
from tests.support.visitors import OpenPage, Visitor
from tests.support.writers import Writer

LOBBY = "/chat/lobby/"
JUMPS = (signal.SIGUSR1, signal.SIGUSR2)  # on by an hour, back again


@pytest.mark.timeout(180)
@pytest.mark.parametrize(
    ("jumps", "writes"), [pytest.param(2, 5, id="small"), pytest.param(20, 50, id="full", marks=pytest.mark.faults)]
)
async def test_clocks_that_are_apart_and_jump(postgres_site, jumps, writes, measured):
    """A23: what comes after what is told by positions, never by a clock."""
    skewed = {"DJANGO_SETTINGS_MODULE": "tests.faults.sites.skewed"}
    here = await asyncio.to_thread(postgres_site, **skewed)
    there = await asyncio.to_thread(postgres_site, **skewed, CLOCK_AHEAD="90")
    (ada,), (grace,) = await visitors(here, "ada"), await visitors(there, "grace")
    assert _ahead(ada) < 45 < _ahead(grace)
    writers = [Writer(ada), Writer(grace)]
    async with open_pages(ada.page(LOBBY), grace.page(LOBBY)) as pages:
        for jump in range(jumps):
            (here, there)[jump // 2 % 2].process.send_signal(JUMPS[jump % 2])
            await asyncio.gather(*(_say(writer, jump, writes) for writer in writers))
            await _expect_together(pages, jump, writes)
        said = [body for writer in writers for body in writer.sent_at]
        for page in pages:
            expect_the_same_set(page, said)
        await expect_convergence(*pages)
        expect_order(*pages)
    measured("A23", apart="90 s", jumps=jumps, writes=len(said), lost=0)


def _ahead(visitor: Visitor) -> float:
    """Seconds by which the clock of a visitor's process is ahead, by what its answers say."""
    return parsedate_to_datetime(visitor.get("/healthz").headers["Date"]).timestamp() - time.time()


async def _say(writer: Writer, jump: int, writes: int) -> None:
    await writer.insist_on(f"{writer.visitor.name} {jump} {number}" for number in range(writes))


async def _expect_together(pages: list[OpenPage], jump: int, writes: int) -> None:
    for name in ("ada", "grace"):
        await expect_newest(*pages, body=f"{name} {jump} {writes - 1}")
