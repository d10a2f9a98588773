"""W5: people post as fast as they are answered; an answer comes after the commit."""

import asyncio
import time
from collections.abc import AsyncIterator, Sequence

from bench.contestants import Served
from bench.crowds import Crowd
from bench.listeners import Ticket
from bench.meter import Meter, percentiles
from bench.runs import Plan
from bench.townhall import Townhall
from bench.workloads import Workload

ACCEPTED = b'id="composer-body"'  # only the answer to a message has a composer in it
ROOMS = 32


class Writer(Townhall):
    """Many people who write, each in a room of their own or all in one."""

    def __init__(self, name: str, title: str, apart: bool, on_postgres: bool):
        super().__init__(name, title, rooms=ROOMS, on_postgres=on_postgres)
        self.apart = apart

    def tickets(self, served: Served) -> list[Ticket]:
        return served.topics(ROOMS) if self.apart else served.pages()


class Writes(Workload):
    name = "writes"
    title = "The way from an action to its commit"
    unit = "writers at a time"
    contestants = [
        Writer("sqlite-one", "SQLite, one topic", apart=False, on_postgres=False),
        Writer("sqlite-many", "SQLite, a topic for each", apart=True, on_postgres=False),
        Writer("postgres-one", "PostgreSQL, one topic", apart=False, on_postgres=True),
        Writer("postgres-many", "PostgreSQL, a topic for each", apart=True, on_postgres=True),
    ]

    def sizes(self, plan: Plan) -> tuple[int, ...]:
        return plan.writers

    async def measure(
        self, contestant: Writer, served: Served, sizes: Sequence[int], plan: Plan
    ) -> AsyncIterator[tuple[int, dict[str, float]]]:
        writers: list[Crowd] = []
        for size in sizes:
            tickets = contestant.tickets(served)  # anew: the log leads on from where a page is, but not from far back
            while len(writers) < size:
                writers.append(Crowd())
                await writers[-1].join(served.port, [tickets[len(writers) % len(tickets)]], 1)
            await _write(contestant, writers, 0.0)
            for writer in writers:
                writer.times = []
            meter = Meter(served)
            await _write(contestant, writers, plan.seconds)
            times = [seconds for writer in writers for seconds in writer.times]
            measures = {"writes_per_second": len(times) / meter.seconds, "cpu_ms_per_write": meter.cpu_ms / len(times)}
            yield size, measures | percentiles(times)


async def _write(contestant: Writer, writers: list[Crowd], seconds: float) -> None:
    until = time.monotonic() + seconds
    await asyncio.gather(*[_write_on(contestant, writer, until) for writer in writers])


async def _write_on(contestant: Writer, writer: Crowd, until: float) -> None:
    while True:
        frame = contestant.say("note")
        await writer.time_until_all_hear(ACCEPTED, lambda: writer.members[0].say(frame))  # noqa: B023
        if time.monotonic() > until:
            return
