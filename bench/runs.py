"""One run: a fresh server, idle pages, then one update after another to all of them."""

import asyncio
import resource
import statistics
import time
from typing import NamedTuple

import uvloop

from bench.contestants import Contestant, Served
from bench.crowds import Crowd

WORDS = "the minutes are in the archive, tea is at four, and the next meeting is on Thursday in the small hall."
WARM_UP = 5  # updates


class Load(NamedTuple):
    runs: int
    subscribers: int
    updates: int
    viewers: tuple[int, ...]


FULL = Load(runs=5, subscribers=1_000, updates=50, viewers=(1, 100, 1_000))
QUICK = Load(runs=1, subscribers=200, updates=10, viewers=(1, 20, 200))


def run(contestant: Contestant, load: Load) -> dict[str, float]:
    """What one run measured. Raises Lost or TimeoutError if an update did not reach everybody."""
    with contestant.serving() as served, asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        return runner.run(_run(contestant, served, load))


async def _run(contestant, served, load):
    async with Room(contestant, served) as room:
        await room.warm_up()
        idle = await room.fill(load.subscribers)
        return idle | await room.post(load.updates)


class Room:
    """A room with one who writes and many who read."""

    def __init__(self, contestant: Contestant, served: Served):
        self.contestant = contestant
        self.served = served
        self.author, self.readers = Crowd(), Crowd()
        self.said = 0

    async def __aenter__(self):
        await self.author.join(self.served.port, self.served.tickets, 1)
        return self

    async def __aexit__(self, *_):
        self.author.leave()
        self.readers.leave()

    async def update(self) -> float:
        """Say something new; the seconds until all readers have it."""
        self.said += 1
        marker = f"update{self.said:06}"
        frame = self.contestant.say(f"{marker}: {WORDS}")
        return await self.readers.time_until_all_hear(marker.encode(), lambda: self.author.members[0].say(frame))
