"""How many statements the database gets for one message, whatever the number of those who read it."""

import asyncio
from pathlib import Path
from statistics import median

from bench.contestants import Served
from bench.rooms import Room
from bench.townhall import Townhall

UPDATES = 15
QUIET = 0.3  # seconds after which nothing more happens because of a message


async def queries(served: Served, viewers: tuple[int, ...]) -> dict[int, float]:
    """For each number of viewers the median of several messages: now and then the clock makes a query, too."""
    statements = Path(served.process.environ()["DATA_DIR"], "statements")
    found = {}
    async with Room(WATCHED, served) as room:
        await room.warm_up()
        for number in viewers:
            await room.enter(number - len(room.readers.members))
            found[number] = median([await _queries(room, statements) for _ in range(UPDATES)])
    return found


async def _queries(room: Room, statements: Path) -> int:
    before = _count(statements)
    await room.update()
    await asyncio.sleep(QUIET)
    return _count(statements) - before


def _count(statements: Path) -> int:
    """BEGIN and COMMIT included; SQLite's own counter, at which the hub looks by the clock, is not a query."""
    return sum(not line.startswith("PRAGMA") for line in statements.read_text().splitlines())


WATCHED = Townhall(DJANGO_SETTINGS_MODULE="bench.settings")
