"""One run: a server of its own for a contestant, and what a workload measures there, size by size."""

import asyncio
import subprocess
from collections.abc import Awaitable, Sequence
from typing import NamedTuple

import psutil
import uvloop

from bench.contestants import Contestant
from bench.crowds import Lost
from tests.servers import Missing
from tests.servers.process import NotStarted

AT_MOST = 120.0  # seconds that a run may take once its server runs
FAILURES = (Lost, Missing, NotStarted, OSError, RuntimeError, psutil.Error, subprocess.SubprocessError)


class Plan(NamedTuple):
    """How much is measured; each workload has its sizes, the one in the middle is shown in full."""

    runs: int
    seconds: float  # of updates, at each size
    subscribers: tuple[int, ...]
    pages: int  # in a flood
    rates: tuple[int, ...]
    topics: tuple[int, ...]
    writers: tuple[int, ...]
    messages: tuple[int, ...]
    events: tuple[int, ...]  # of a month
    offer: bool = False  # whether compression is offered to the peers, too


FULL = Plan(
    5, 1.0, (100, 1_000, 5_000), 1_000, (10, 100, 1_000), (10, 100, 1_000), (1, 8, 32), (10_000, 100_000), (200, 2_000)
)
QUICK = Plan(1, 0.4, (20, 100), 50, (10, 100), (4, 20), (1, 4), (100, 1_000), (40, 200))


def run(workload, contestant: Contestant, sizes: Sequence[int], plan: Plan) -> dict[int, dict]:
    """By size what was measured; where something failed `{"failure": why}`, and nothing after it."""
    found: dict[int, dict] = {}
    try:
        while rest := [size for size in sizes if size not in found]:
            with contestant.serving() as served:
                on_loop(_collect(workload.measure(contestant, served, rest, plan), found))
    except FAILURES as failure:
        size = next(size for size in sizes if size not in found)
        found[size] = {"failure": f"{type(failure).__name__}: {failure}".strip(": ")}
    return found


async def _collect(measured, found: dict[int, dict]) -> None:
    async for size, measures in measured:
        found[size] = measures


def on_loop(work: Awaitable):
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        return runner.run(asyncio.wait_for(work, AT_MOST))
