"""A server that is told to end (faults.md A24)."""

import asyncio
import time

import pytest

from tests.faults.crowds import Crowd, on_uvloop, ticket
from tests.faults.figures import seconds
from tests.faults.oracles import expect_convergence, expect_each_once, expect_newest, open_pages, staying, visitors
from tests.support.waiting import until
from tests.support.writers import ACCEPTED, Writer

LOBBY = "/chat/lobby/"
LOST = 0
MOMENT = 0.5  # seconds, of which none has more than its share of all closes


@pytest.mark.parametrize(
    "count",
    [
        pytest.param(20, id="small"),
        pytest.param(2_000, id="full", marks=[pytest.mark.faults, pytest.mark.timeout(200)]),
    ],
)
@on_uvloop(within=180)
async def test_everybody_is_told_to_come_again(crowd_site, count, measured):
    """A24: with 1012, which htmx comes back from, not all at once; nothing that was accepted is lost."""
    ada, grace = await visitors(crowd_site, "ada", "grace")
    crowd, author = Crowd(crowd_site.port, [await ticket(grace, LOBBY)]), Writer(ada)
    await crowd.join(count)
    async with open_pages(ada.page(LOBBY), grace.page(LOBBY)) as pages, staying(*pages):
        began = time.monotonic()
        leaving = asyncio.create_task(asyncio.to_thread(crowd_site.stop))
        while await _status(author, f"word {len(author.sent_at)}") == ACCEPTED:
            await asyncio.sleep(0.01)
        code, took = await leaving, time.monotonic() - began
        await until(lambda: len(crowd.ends) == count, 60)
        await asyncio.to_thread(crowd_site.start)
        await author.insist("and on it goes")
        await expect_newest(*pages, body="and on it goes")
        for page in pages:
            expect_each_once(page, author.sent_at)
        await expect_convergence(*pages)
        codes = {code for page in pages for code in page.codes} | {reason for _, reason in crowd.ends}
    spread, most = _spread([at for at, _ in crowd.ends])
    measured("A24", sockets=count, ended_after=seconds(took), closes_spread_over=seconds(spread), most_in_a_moment=most)
    assert code == 0
    assert codes == {1012, "closed with 1012"}
    assert took <= 30
    assert count < 100 or most < count / 4


async def _status(author: Writer, body: str) -> int:
    try:
        return await author.write(body)
    except OSError:
        return LOST


def _spread(moments: list[float]) -> tuple[float, int]:
    """Seconds from the first to the last, and how many of them were within one moment at most."""
    moments = sorted(moments)
    return moments[-1] - moments[0], max(sum(at <= other < at + MOMENT for other in moments) for at in moments[::20])
