"""One run: a server of its own for each, first with idle pages, then with one update after another to all of them."""

import asyncio
import subprocess
from collections.abc import Awaitable, Callable
from typing import NamedTuple

import psutil
import uvloop

from bench.contestants import Contestant, Served
from bench.crowds import Lost
from bench.queries import WATCHED, queries
from bench.rooms import Room
from tests.servers import Missing
from tests.servers.process import NotStarted

AT_MOST = 300.0  # seconds that a run may take once its server runs
FAILURES = (Lost, Missing, NotStarted, OSError, RuntimeError, psutil.Error, subprocess.SubprocessError)


class Load(NamedTuple):
    runs: int
    subscribers: int
    updates: int
    viewers: tuple[int, ...]


FULL = Load(runs=5, subscribers=1_000, updates=50, viewers=(1, 100, 1_000))
QUICK = Load(runs=1, subscribers=200, updates=10, viewers=(1, 20, 200))


def run(contestant: Contestant, load: Load) -> dict:
    """What one run measured, or `{"failure": why}`."""
    return _served(contestant, lambda served: _measure(contestant, served, load))


def run_queries(load: Load) -> dict:
    """Statements a message by the number of viewers, or `{"failure": why}`."""
    return _served(WATCHED, lambda served: queries(served, load.viewers))


async def _measure(contestant: Contestant, served: Served, load: Load) -> dict[str, float]:
    async with Room(contestant, served) as room:
        await room.warm_up()
        memory = await room.measure_memory(load.subscribers)
        return memory | await room.measure_updates(load.updates)


def _served(contestant: Contestant, work: Callable[[Served], Awaitable[dict]]) -> dict:
    try:
        with contestant.serving() as served:
            return on_loop(work(served))
    except FAILURES as failure:
        return {"failure": f"{type(failure).__name__}: {failure}"}


def on_loop(work: Awaitable):
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        return runner.run(asyncio.wait_for(work, AT_MOST))
