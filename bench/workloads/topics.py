"""W3: many topics with few pages each; in several of them something is said at any moment."""

import asyncio
import time
from collections import deque
from collections.abc import AsyncIterator, Iterator, Sequence
from itertools import count

from bench.contestants import Contestant, Served
from bench.crowds import Crowd
from bench.listeners import Ticket
from bench.meter import Meter, percentiles, quiet
from bench.runs import Plan
from bench.workloads import Workload

PAGES = 5  # of each topic; one of them speaks
A_ROUND = 1.0  # seconds: so often ours looks who is where
LONGER = 2  # times as long as updates elsewhere: so that this is in it
AT_ONCE = 4  # topics where an update is on its way


class Topics(Workload):
    name = "topics"
    title = f"Many topics with {PAGES} pages each, updates in {AT_ONCE} of them at any moment"
    unit = "topics"

    def sizes(self, plan: Plan) -> tuple[int, ...]:
        return plan.topics

    async def measure(
        self, contestant: Contestant, served: Served, sizes: Sequence[int], plan: Plan
    ) -> AsyncIterator[tuple[int, dict[str, float]]]:
        tickets, crowds, markers = served.topics(max(sizes)), [], (f"update{number:08}" for number in count(1))
        for size in sizes:
            crowds += await _joined(served, tickets[len(crowds) : size])
            await quiet(served, A_ROUND)
            await _talk(contestant, crowds, markers, 0.0)  # everything is loaded
            for crowd in crowds:
                crowd.times = []
            meter = Meter(served)
            await _talk(contestant, crowds, markers, LONGER * plan.seconds)
            times = [seconds for crowd in crowds for seconds in crowd.times]
            yield size, meter.deliveries(len(times)) | percentiles(times)


async def _joined(served: Served, tickets: list[Ticket]) -> list[Crowd]:
    crowds = [Crowd() for _ in tickets]
    pairs = iter(zip(crowds, tickets, strict=True))
    await asyncio.gather(*[_join(served, pairs) for _ in range(2 * AT_ONCE)])
    return crowds


async def _join(served: Served, pairs: Iterator[tuple[Crowd, Ticket]]) -> None:
    for crowd, ticket in pairs:
        await crowd.join(served.port, [ticket], PAGES)


async def _talk(contestant: Contestant, crowds: list[Crowd], markers: Iterator[str], seconds: float) -> None:
    """The topics take turns: where all have heard of one, another has its turn."""
    until, resting = time.monotonic() + seconds, deque(crowds)
    await asyncio.gather(*[_take_turns(contestant, resting, markers, until) for _ in range(AT_ONCE)])


async def _take_turns(contestant: Contestant, resting: deque[Crowd], markers: Iterator[str], until: float) -> None:
    while True:
        crowd, marker = resting.popleft(), next(markers)
        await _update(crowd, marker, contestant.say(marker))
        resting.append(crowd)
        if time.monotonic() > until:
            return


async def _update(crowd: Crowd, marker: str, frame: str) -> None:
    await crowd.time_until_all_hear(marker.encode(), lambda: crowd.members[0].say(frame))
