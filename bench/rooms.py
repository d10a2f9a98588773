"""A room of a contestant that runs: one person writes, many read, and what that costs is measured."""

import resource
import time
from statistics import quantiles

from bench.contestants import Contestant, Served
from bench.crowds import Crowd

WORDS = "the minutes are in the archive, tea is at four, and the next meeting is on Thursday in the small hall."
WARM_UP = 5  # updates


class Room:
    """Everything in it raises Lost when a connection ends, and TimeoutError when somebody never hears."""

    def __init__(self, contestant: Contestant, served: Served):
        self.contestant = contestant
        self.served = served
        self.author, self.readers = Crowd(), Crowd()
        self.said = 0

    async def __aenter__(self) -> "Room":
        await self.author.join(self.served.port, self.served.tickets, 1)
        return self

    async def __aexit__(self, *_) -> None:
        self.author.leave()
        self.readers.leave()

    async def warm_up(self) -> None:
        """Have everything loaded that the first update loads."""
        await self.enter(len(self.served.tickets))
        for _ in range(WARM_UP):
            await self.update()
        self.readers.leave()

    async def enter(self, number: int) -> None:
        await self.readers.join(self.served.port, self.served.tickets, number)

    async def update(self) -> float:
        """Say something new; the seconds until all readers have it."""
        self.said += 1
        marker = f"update{self.said:06}"
        frame = self.contestant.say(f"{marker}: {WORDS}")
        return await self.readers.time_until_all_hear(marker.encode(), lambda: self.author.members[0].say(frame))

    async def measure_memory(self, number: int) -> dict[str, float]:
        """Let so many in; what the server remembers of each while nothing happens."""
        before = self.served.memory()
        await self.enter(number)
        return {"kib_per_page": (self.served.memory() - before) / 1024 / number}

    async def measure_updates(self, number: int) -> dict[str, float]:
        """Say so many things, each as soon as everybody has the one before."""
        heard, cpu, own, began = self.readers.bytes, self.served.cpu(), _own_cpu(), time.perf_counter()
        times = [await self.update() for _ in range(number)]
        seconds, cpu, own = time.perf_counter() - began, self.served.cpu() - cpu, _own_cpu() - own
        deliveries = number * len(self.readers.members)
        return {
            "deliveries_per_second": deliveries / seconds,
            "cpu_ms_per_1000": cpu * 1_000 / (deliveries / 1_000),
            "p50_ms": _percentile(times, 50) * 1_000,
            "p99_ms": _percentile(times, 99) * 1_000,
            "bytes_per_delivery": (self.readers.bytes - heard) / deliveries,
            "client_busy": own / seconds,
        }


def _own_cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def _percentile(values: list[float], percent: int) -> float:
    return quantiles(values, n=100, method="inclusive")[percent - 1]
