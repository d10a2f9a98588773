"""What one page asks for keeps no other page waiting."""

import asyncio
import time
from statistics import median

import pytest

from tests.faults.figures import seconds
from tests.faults.oracles import expect_convergence, open_pages, visitors

LOBBY = "/chat/lobby/"
SLOW = 2.0  # seconds


@pytest.mark.parametrize(
    "times",
    [pytest.param(1, id="small"), pytest.param(10, id="full", marks=[pytest.mark.faults, pytest.mark.timeout(120)])],
)
async def test_a_slow_query_of_one_page_delays_no_other(site_with, times, measured):
    """E8: by the median, since the query wants one of the cores, too."""
    site = site_with(DJANGO_SETTINGS_MODULE="tests.faults.sites.pensive")
    ada, grace, linus = await visitors(site, "ada", "grace", "linus")
    async with open_pages(ada.page(LOBBY), grace.page(LOBBY), linus.page(LOBBY)) as (thinker, writer, reader):
        alone = [await _time_to_cross(writer, reader, f"alone {number}") for number in range(10)]
        beside = []
        for number in range(times):
            seen = len(thinker.frames)
            await thinker.send("ponder", seconds=str(SLOW))
            beside += [await _time_to_cross(writer, reader, f"beside {number} {more}") for more in range(5)]
            assert not _has_pondered(thinker, seen)
            await thinker.until(lambda seen=seen: _has_pondered(thinker, seen))
        await expect_convergence(thinker, writer, reader)
    slower = median(beside) - median(alone)
    measured("E8", slower_by=seconds(slower))
    assert times == 1 or slower <= 0.05


async def _time_to_cross(writer, reader, body: str) -> float:
    began = time.monotonic()
    await asyncio.gather(writer.post(body), reader.until(lambda: reader.shows(body)))
    return time.monotonic() - began


def _has_pondered(page, seen: int) -> bool:
    return any("pondered" in frame for frame in page.frames[seen:])
