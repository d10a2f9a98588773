"""W1 and W4: pages of one topic connect and stay, and get one update after another."""

from collections.abc import AsyncIterator, Sequence
from itertools import count

from bench.contestants import Contestant, Served
from bench.crowds import Crowd
from bench.meter import Meter, percentiles, quiet
from bench.runs import Plan
from bench.workloads import Workload

FIRST = 5  # pages that come before all others, and updates: afterwards everything is loaded
AT_LEAST, AT_MOST = 3, 200  # updates
MISSED = 10  # updates that those missed who come back
RETURNING = 1_000  # pages that come back, if there are so many


class Updates(Workload):
    name = "updates"
    title = "One topic, one update after another"
    unit = "pages"

    def sizes(self, plan: Plan) -> tuple[int, ...]:
        return plan.subscribers

    async def measure(
        self, contestant: Contestant, served: Served, sizes: Sequence[int], plan: Plan
    ) -> AsyncIterator[tuple[int, dict[str, float]]]:
        room = Room(contestant, served)
        await room.open()
        for size in sizes:
            connecting = await room.fill(size)
            updating = await room.measure_updates(plan.seconds)
            returning = await room.measure_return() if contestant.resumes and size <= RETURNING else {}
            yield size, connecting | updating | returning


class Room:
    """A topic with an author and readers."""

    def __init__(self, contestant: Contestant, served: Served):
        self.contestant = contestant
        self.served = served
        self.author, self.readers = Crowd(), Crowd()
        self.markers = (f"update{number:08}" for number in count(1))

    async def open(self) -> None:
        await self.author.join(self.served.port, self.served.pages(), 1)
        await self.fill(FIRST)
        for _ in range(FIRST):
            await self.update()

    async def fill(self, number: int) -> dict[str, float]:
        """Let so many be in it; what each new one took to connect and takes while nothing happens."""
        tickets, more, memory = self.served.pages(), number - len(self.readers.members), self.served.memory()
        meter = Meter(self.served)
        await self.readers.join(self.served.port, tickets, more)
        connects = {"connects_per_second": more / meter.seconds}
        await quiet(self.served)
        return connects | {
            "cpu_ms_per_connect": meter.cpu_ms / more,
            "kib_per_page": (self.served.memory() - memory) / 1024 / more,
        }

    async def update(self) -> float:
        """Say something new; the seconds until all readers have it."""
        marker = next(self.markers)
        say = self.contestant.say(marker)
        return await self.readers.time_until_all_hear(marker.encode(), lambda: self.author.members[0].say(say))

    async def measure_updates(self, seconds: float) -> dict[str, float]:
        """Updates for so long, each as soon as everybody has the one before."""
        meter, bytes_before, self.readers.times = Meter(self.served), self.readers.bytes, []
        for number in range(AT_MOST):
            await self.update()
            if number + 1 >= AT_LEAST and meter.seconds > seconds:
                break
        heard = len(self.readers.times)
        return (
            meter.deliveries(heard)
            | percentiles(self.readers.times)
            | {"updates": heard / len(self.readers.members)}
            | {"bytes_per_delivery": (self.readers.bytes - bytes_before) / heard}
        )

    async def measure_return(self) -> dict[str, float]:
        """As many as are here come back at once as pages that have missed some updates."""
        tickets, back = self.served.pages(), Crowd()
        for _ in range(MISSED):
            await self.update()
        number, meter = len(self.readers.members), Meter(self.served)
        await back.join(self.served.port, tickets, number)
        found = {"returns_per_second": number / meter.seconds, "cpu_ms_per_return": meter.cpu_ms / number}
        back.leave()
        return found
