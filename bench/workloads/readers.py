"""A live blog: strangers read while an editor publishes, others load its page meanwhile, and all come back at once."""

import asyncio
import time
from collections.abc import AsyncIterator, Sequence

from bench.contestants import Contestant, Served
from bench.crowds import Crowd, connect
from bench.listeners import Listener
from bench.meter import Meter, percentiles, quiet
from bench.runs import Plan
from bench.workloads import Workload
from bench.workloads.updates import Room

PACE = 0.5  # seconds from one entry to the next
LONGER = 6  # times as long as updates elsewhere
LOADERS, REST = 4, 0.05  # who load the first page again and again; seconds between two
RETURNING = 1_000  # readers who come back at once


class Readers(Workload):
    name = "readers"
    title = "A live blog of 1,000 entries, read by strangers"
    unit = "readers"

    def sizes(self, plan: Plan) -> tuple[int, ...]:
        return plan.subscribers

    async def measure(
        self, contestant: Contestant, served: Served, sizes: Sequence[int], plan: Plan
    ) -> AsyncIterator[tuple[int, dict[str, float]]]:
        press = Press(contestant, served)
        await press.author.join(served.port, [served.editor()], 1)
        for size in sizes:
            await press.readers.join(served.port, served.pages(), size - len(press.readers.members))
            await quiet(served)
            found = await press.measure(LONGER * plan.seconds)
            if size == max(sizes):
                found |= await press.measure_return(min(size, RETURNING))
            yield size, found


class Press(Room):
    """A blog, whose author is an editor."""

    async def measure(self, seconds: float) -> dict[str, float]:
        """Publish at an even pace while pages are loaded; until the last reader has each entry."""
        meter, last, loads, until = Meter(self.served), [], [], time.monotonic() + seconds
        self.readers.times = []
        loaders = [asyncio.create_task(self._load(loads, until)) for _ in range(LOADERS)]
        while time.monotonic() < until:
            began = time.monotonic()
            last.append(await self.update())
            await asyncio.sleep(max(0.0, PACE - (time.monotonic() - began)))
        await asyncio.gather(*loaders)
        return (
            meter.deliveries(len(self.readers.times))
            | percentiles(self.readers.times)
            | {"last_ms": max(last) * 1_000, "page_p95_ms": sorted(loads)[int(0.95 * len(loads))] * 1_000}
            | {"pages_per_second": len(loads) / seconds}
        )

    async def _load(self, loads: list[float], until: float) -> None:
        while time.monotonic() < until:
            loads.append(await self.served.load())
            await asyncio.sleep(REST)

    async def measure_return(self, number: int) -> dict[str, float]:
        """The site loses its power; as soon as it is back so many are there again, all at once."""
        ticket = self.served.pages()[0]
        for _ in range(5):
            await self.update()
        self.readers.leave()
        self.author.leave()
        await asyncio.to_thread(self.served.come_back)
        back, began = Crowd(), time.monotonic()
        listeners = [Listener(ticket, back) for _ in range(number)]
        back.expect(ticket.ready, listeners)
        await asyncio.gather(*[connect(listener, self.served.port) for listener in listeners])
        await back.all_heard()
        seconds = time.monotonic() - began
        back.members = listeners
        back.leave()
        return {"back_seconds": seconds}
