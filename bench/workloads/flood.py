"""W2: more updates to one topic than pages could be shown one by one."""

import asyncio
import re
import time
from bisect import bisect_left
from collections import defaultdict
from collections.abc import AsyncIterator, Sequence

from bench.contestants import Contestant, Served
from bench.crowds import Crowd
from bench.meter import Meter, percentiles, quiet
from bench.onlookers import Counter, Sample
from bench.runs import Plan
from bench.workloads import Workload
from bench.writer import THINGS

SAMPLES = 10  # pages that are looked at; of the others only bytes are counted
GRACE, PATIENCE = 1.0, 10.0  # seconds after the last update that count, and until pages must be right
LONGER = 2  # times as long as updates elsewhere: so that it does not fit into the connections' buffers
LOOKS = 0.02  # seconds between two looks at whether they are


class Flood(Workload):
    """Ends early where a contestant is still busy with what was offered: the next size wants a new server."""

    name = "flood"
    title = "A flood of updates to one topic"
    unit = "updates offered a second"

    def sizes(self, plan: Plan) -> tuple[int, ...]:
        return plan.rates

    async def measure(
        self, contestant: Contestant, served: Served, sizes: Sequence[int], plan: Plan
    ) -> AsyncIterator[tuple[int, dict[str, float]]]:
        offer, crowd = contestant.compresses or plan.offer, Crowd()
        tickets = [ticket._replace(compression=offer) for ticket in served.pages()]
        await crowd.join(served.port, tickets, plan.pages)
        samples = _samples_of(crowd)
        await quiet(served)
        for rate in sizes:
            measures = await _flooded(contestant, served, crowd, samples, rate, LONGER * plan.seconds)
            yield rate, measures
            if measures["arrived"] < 1:
                return


class Seen:
    """What one page was shown: of each thing the numbers of its updates, and when they came."""

    def __init__(self):
        self.begin("no update yet {:08}")

    def begin(self, marker: str) -> None:
        self.pattern = re.compile(marker.replace("{:08}", r"(\d{8})").encode())
        self.came: defaultdict[int, list[tuple[int, float]]] = defaultdict(list)

    def note(self, text: bytes) -> None:
        now = time.monotonic()
        for number in map(int, self.pattern.findall(text)):
            came = self.came[number % THINGS]
            if not came or came[-1][0] < number:
                came.append((number, now))

    def when(self, number: int) -> float | None:
        """When that update was there, or a later one of the same thing."""
        came = self.came[number % THINGS]
        index = bisect_left(came, (number,))
        return came[index][1] if index < len(came) else None

    def state(self) -> dict[int, int]:
        return {thing: came[-1][0] for thing, came in self.came.items() if came}


def _samples_of(crowd: Crowd) -> list[Seen]:
    """Some of the crowd, from all over it, are looked at from now on; the others only counted."""
    samples, apart = [], max(1, len(crowd.members) // SAMPLES)
    for turn, member in enumerate(list(crowd.members)):
        if turn % apart == 0:
            samples.append(Seen())
            Sample(member, samples[-1].note)
        else:
            Counter(member)
    return samples


async def _flooded(
    contestant: Contestant, served: Served, crowd: Crowd, samples: list[Seen], rate: int, seconds: float
) -> dict[str, float]:
    marker = f"flood{rate}at{{:08}}"
    for sample in samples:
        sample.begin(marker)
    meter, bytes_before = Meter(served), crowd.bytes
    made = await contestant.flood(served, rate, seconds, marker)
    await _all_shown(samples, made, GRACE)
    crowd.check()
    period = time.monotonic() - min(made.values())
    lags = [came - moment for sample in samples for number, moment in made.items() if (came := sample.when(number))]
    updates = len(lags) / len(samples)
    return (
        meter.deliveries(max(updates, 1) * len(crowd.members))
        | {"deliveries_per_second": updates * len(crowd.members) / period, "updates_per_second": updates / period}
        | {"arrived": updates / len(made), "megabytes_per_second": (crowd.bytes - bytes_before) / period / 1e6}
        | (percentiles(lags) if lags else {})
        | await _exactness(served, samples, made)
    )


async def _all_shown(samples: list[Seen], made: dict[int, float], patience: float) -> None:
    """Back when they are, or after so many seconds."""
    last, until = sorted(made)[-THINGS:], time.monotonic() + patience
    while time.monotonic() < until and not all(sample.when(number) for sample in samples for number in last):
        await asyncio.sleep(LOOKS)


async def _exactness(served: Served, samples: list[Seen], made: dict[int, float]) -> dict[str, float]:
    """The share of pages on which each thing is at last as on a page that is loaded anew."""
    if await served.shown() is None:
        return {}
    await _all_shown(samples, made, PATIENCE)
    fresh = Seen()
    fresh.pattern = samples[0].pattern
    fresh.note(await served.shown())
    return {"exact": sum(sample.state() == fresh.state() for sample in samples) / len(samples)}
