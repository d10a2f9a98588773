"""W6: pages of a site where very much was said."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from statistics import median

from bench.chronicle import OPEN
from bench.contestants import Contestant, Served
from bench.meter import Meter
from bench.runs import Plan
from bench.townhall import Townhall
from bench.workloads import Workload
from tests.support.visitors import Visitor

TIMES = 15  # that each page is loaded
MEMBER, OTHER = 0, 1  # of the neighbours: who is in the closed room, and who is not


class Reading(Workload):
    """Each page is loaded by itself, one after the other; the median counts, and the slowest of all is shown."""

    name = "reading"
    title = "Pages of a site where much was said, a room of 10,000 messages among it"
    unit = "messages"
    contestants = [
        Townhall("reading-sqlite", "SQLite"),
        Townhall("reading-postgres", "PostgreSQL", on_postgres=True),
    ]

    def sizes(self, plan: Plan) -> tuple[int, ...]:
        return plan.messages

    async def measure(
        self, contestant: Contestant, served: Served, sizes: Sequence[int], plan: Plan
    ) -> AsyncIterator[tuple[int, dict[str, float]]]:
        for size in sizes:
            (first,) = await served.console("bench.chronicle", str(size))
            yield size, await asyncio.to_thread(_loaded, served, _pages(first, size))


def _pages(first: int, size: int) -> dict[str, tuple[int, str]]:
    """By the name of what is measured: who loads what."""
    room = f"/chat/{OPEN}/"
    return {
        "open": (MEMBER, room),
        "earlier": (MEMBER, f"{room}?before={first + min(size, 10_000) // 2}"),
        "permalink": (MEMBER, f"{room}messages/{first}/"),
        "search": (MEMBER, "/search/?q=the"),
        "rare": (MEMBER, "/search/?q=needle"),
        "words": (MEMBER, "/search/?q=straw+wo"),
        "hidden": (OTHER, "/search/?q=the+st"),
    }


def _loaded(served, pages: dict[str, tuple[int, str]]) -> dict[str, float]:
    taken = {name: [load(served, who, path) for _ in range(TIMES + 1)][1:] for name, (who, path) in pages.items()}
    found = {"slowest_ms": max(max(times)[0] for times in taken.values())}
    for name, times in taken.items():
        found[f"{name}_ms"], found[f"{name}_cpu_ms"] = map(median, zip(*times, strict=True))
    return found


def load(served, who: int, path: str) -> tuple[float, float]:
    """Milliseconds, the way there and back included, and the server's CPU in them."""
    meter = Meter(served)
    answer = Visitor(served.site.url).get(path, Cookie=served.people[who])
    if answer.status != 200:
        raise RuntimeError(f"{path}: {answer.status}")
    return meter.seconds * 1_000, meter.cpu_ms
