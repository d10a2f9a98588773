"""Browsers gone mad (faults.md C17)."""

import asyncio
import re
import time

from tests.faults.figures import seconds
from tests.faults.oracles import expect_convergence, expect_no_leak, footprint, open_pages, visitors
from tests.support.fuzz import MadTab
from tests.support.sizes import two_sizes
from tests.support.tabs import ticket_of

DESIGN, LOBBY, ECHO = "/chat/design/", "/chat/lobby/", "/echo/"
AT_ONCE = 20
MB = 1_000_000


@two_sizes("runs", small=200, full=10_000, seconds=400)
async def test_whatever_is_said_at_whatever_moment(own_site, measured, runs):
    """C17: nothing raises, nothing stays behind, and who is there beside it notices nothing."""
    ada, mallory = await visitors(own_site, "ada", "mallory")
    async with open_pages(ada.page(DESIGN), ada.page(LOBBY)) as pages:
        tickets = [await ticket_for(mallory.page(path)) for path in (DESIGN, LOBBY, ECHO, "/")]
        await go_mad(own_site, tickets, range(100))  # threads and connections are made on first use
        before, began = footprint(own_site), time.monotonic()
        await go_mad(own_site, tickets, range(100, 100 + runs))
        took = time.monotonic() - began
        now = await expect_no_leak(own_site, before)
        assert all(page.live and page.loads == 1 for page in pages)
        await pages[0].post("All is well here")
        await expect_convergence(*pages)
    assert unhandled(own_site.log.read_text()) == []
    growth = (now.memory - before.memory) / MB
    measured("C17", runs=runs, took=seconds(took), unhandled=0, left_open=0, growth=f"{growth:.1f} MB")


def unhandled(log: str) -> list[str]:
    """The last lines of the tracebacks, but for those of invalid UTF-8, which uvicorn logs when it answers 1007."""
    tracebacks = re.findall(r"^Traceback.*\n(?: .*\n)*(.*)", log, re.M)
    return [line for line in tracebacks if not line.startswith("UnicodeDecodeError")]


async def ticket_for(page):
    await page.load()
    return ticket_of(page)


async def go_mad(site, tickets, seeds) -> None:
    free = asyncio.Semaphore(AT_ONCE)

    async def one(seed: int) -> None:
        async with free:
            await MadTab(seed, tickets).live(site.port)

    async with asyncio.TaskGroup() as group:
        for seed in seeds:
            group.create_task(one(seed))
