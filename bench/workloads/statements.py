"""How many statements the database gets for one message, whatever the number of those who read it."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from pathlib import Path

from bench.contestants import Contestant, Served
from bench.notebook import statements
from bench.runs import Plan
from bench.townhall import Townhall
from bench.workloads import Workload
from bench.workloads.updates import Room

UPDATES = 15
QUIET = 0.3  # seconds after which nothing more happens because of a message


class Statements(Workload):
    """The least of several messages: the clock makes queries, too, and the busier the machine, the more in one wait."""

    name = "statements"
    title = "Statements to the database for one message"
    unit = "pages"
    contestants = [Townhall(DJANGO_SETTINGS_MODULE="bench.settings")]

    def sizes(self, plan: Plan) -> tuple[int, ...]:
        return (1, *plan.subscribers[:2])

    async def measure(
        self, contestant: Contestant, served: Served, sizes: Sequence[int], plan: Plan
    ) -> AsyncIterator[tuple[int, dict[str, float]]]:
        data = Path(served.process.environ()["DATA_DIR"])
        room = Room(contestant, served)
        await room.author.join(served.port, served.pages(), 1)
        for size in sizes:
            await room.fill(size)
            await room.update()
            yield size, {"statements": min([await _caused_by_an_update(room, data) for _ in range(UPDATES)])}


async def _caused_by_an_update(room: Room, data: Path) -> int:
    before = statements(data)
    await room.update()
    await asyncio.sleep(QUIET)
    return statements(data) - before
