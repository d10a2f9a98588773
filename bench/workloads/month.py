"""W7: the page of a month in which very much takes place."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from statistics import median

from bench.almanac import PATH
from bench.contestants import Contestant, Served
from bench.runs import Plan
from bench.townhall import Townhall
from bench.workloads import Workload
from bench.workloads.reading import MEMBER, load
from tests.support.visitors import Visitor

TIMES = 21  # that it is loaded


class Month(Workload):
    """The whole page, one load after the other, as somebody gets it who may change everything that it shows."""

    name = "month"
    title = "The page of a month that is full of events, in milliseconds"
    unit = "events"
    contestants = [
        Townhall("month-sqlite", "SQLite"),
        Townhall("month-postgres", "PostgreSQL", on_postgres=True),
    ]

    def sizes(self, plan: Plan) -> tuple[int, ...]:
        return plan.events

    async def measure(
        self, contestant: Contestant, served: Served, sizes: Sequence[int], plan: Plan
    ) -> AsyncIterator[tuple[int, dict[str, float]]]:
        for size in sizes:
            await served.console("bench.almanac", str(size))
            yield size, await asyncio.to_thread(_loaded, served, size)


def _loaded(served, size: int) -> dict[str, float]:
    page = Visitor(served.site.url).get(PATH, Cookie=served.people[MEMBER])
    if (shown := page.text.count('data-testid="event"')) < size:
        raise RuntimeError(f"{PATH}: {shown} events")
    times, cpu = zip(*[load(served, MEMBER, PATH) for _ in range(TIMES)], strict=True)
    p95 = sorted(times)[int(0.95 * TIMES)]
    return {"median_ms": median(times), "p95_ms": p95, "slowest_ms": max(times), "cpu_ms": median(cpu)}
