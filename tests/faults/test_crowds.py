"""Readers that are slow, asleep, or very many (faults.md B3, B4, B5)."""

import asyncio
import re
import time
from pathlib import Path

import psutil

from tests.faults.figures import percentile, seconds
from tests.faults.oracles import (
    STRAY,
    expect_convergence,
    expect_each_once,
    expect_order,
    footprint,
    metrics_of,
    open_pages,
    staying,
    visitors,
)
from tests.support.line import Line
from tests.support.sizes import two_sizes
from tests.support.tabs import Tab, ticket_of
from tests.support.visitors import OpenPage, Visitor
from tests.support.writers import Writer

LOBBY = "/chat/lobby/"
MB = 1_000_000
HIGH_WATER = 65_536  # bytes in asyncio's buffer after which a connection is given nothing more
STAMP = re.compile(r"at (\d+\.\d+)")

EDIT = """
import time
from django.db import transaction
from live.accounts.models import User
from live.chat import services
from live.chat.models import Room

room, grace = Room.objects.get(slug="lobby"), User.objects.get(username="grace")
things = [services.post_message(room, grace, f"thing {{number}}") for number in range({things})]
began, done, together = time.monotonic(), 0, {pace} // 50
while time.monotonic() < began + {lasting}:
    with transaction.atomic():
        for number in range(done, done + together):
            services.edit_message(things[number % {things}], f"edit {{number}} at {{time.time():.4f}}")
    done += together
    time.sleep(max(0.0, began + done / {pace} - time.monotonic()))
print(done)
"""


class Watched(OpenPage):
    """Notes how old the newest edit of each frame is."""

    async def _apply(self, frame: str) -> None:
        if stamps := STAMP.findall(frame):
            self.ages.append(time.time() - max(map(float, stamps)))
        await super()._apply(frame)

    async def load(self) -> None:
        await super().load()
        self.ages: list[float] = []


class Patient(OpenPage):
    """Waits as long as it takes."""

    async def until(self, condition, seconds: float = 0.0):
        await super().until(condition, seconds=180.0)


async def edit(site, **how) -> int:
    """So many edits were made, in a process of its own."""
    return int(await asyncio.to_thread(site.python, EDIT.format(things=50, **how)))


@two_sizes("lasting, pace", small=(1.5, 100), full=(60.0, 500), seconds=300)
async def test_a_reader_at_1_kb_a_second(far_site, measured, lasting, pace):
    """B3: it holds up nobody, costs little, and comes to the same end."""
    site, port = await asyncio.to_thread(far_site, "tests.support.usual")
    line = Line(site.port, port).start()
    try:
        near, slow = Watched(Visitor(site.url, "grace"), LOBBY), Patient(Visitor(line.url, "admin"), LOBBY)
        async with open_pages(near, slow), staying(near, slow):
            await edit(site, lasting=lasting / 3, pace=pace)
            alone, near.ages = near.ages, []
            before = footprint(site)
            line.slow(1_000)
            edits = await edit(site, lasting=lasting, pace=pace)
            growth = footprint(site).memory - before.memory
            line.slow(0)
            await expect_convergence(near, slow, seconds=60)
            expect_order(near, slow)
    finally:
        line.end()
    buffer = HIGH_WATER + max(len(frame.encode()) for frame in near.frames)
    assert buffer <= 256_000
    assert growth <= 20 * MB
    p99, p99_alone = percentile(near.ages, 99), percentile(alone, 99)
    measured(
        "B3",
        edits_a_second=round(edits / lasting),
        buffer_at_most=f"{buffer // 1000} KB",
        growth=f"{growth / MB:.1f} MB",
        p99=seconds(p99),
        p99_alone=seconds(p99_alone),
    )


@two_sizes("tabs, lasting", small=(10, 0.0), full=(200, 60.0), seconds=240)
async def test_who_does_not_read_is_closed_and_harms_nobody(own_site, measured, tabs, lasting):
    """B4: bounded memory, closed soon, the others go on."""
    ada, mallory = await visitors(own_site, "ada", "mallory")
    asleep, writer, long = mallory.page(LOBBY), Writer(ada), "x" * 3_900
    await asleep.load()
    async with open_pages(ada.page(LOBBY)) as (lobby,):
        before = footprint(own_site)
        sleepers = [await Tab(ticket_of(asleep)).fall_asleep(own_site.port) for _ in range(tabs)]
        began, samples = time.monotonic(), []
        closing = asyncio.create_task(until_sockets(own_site, before.sockets))
        said = [f"{long} {number}" for number in range(100)]
        await writer.insist_on(said)
        while not closing.done() or time.monotonic() < began + lasting:
            samples.append(footprint(own_site).memory - before.memory)
            said.append(f"{long} {len(said)}")
            await writer.insist_on(said[-1:], pace=0.05)
        await lobby.until(lambda: lobby.shows(f">{said[-1]}<"))
        expect_each_once(lobby, said)
        await expect_convergence(lobby)
        for sleeper in sleepers:
            sleeper.close()
    assert max(samples) <= 100 * MB
    took = await closing - began
    assert took <= 30  # 15 on a machine that has nothing else to do
    measured("B4", tabs=tabs, growth=f"{max(samples) / MB:.0f} MB", all_closed_after=seconds(took))


async def until_sockets(site, number: int, within: float = 60.0) -> float:
    """Wait until the server has no more of them; when that was."""
    async with asyncio.timeout(within):
        while len(psutil.Process(site.process.pid).net_connections("inet")) > number + STRAY:
            await asyncio.sleep(0.1)
    return time.monotonic()


@two_sizes("tabs, within", small=(30, 0.5), full=(2_000, 10.0), seconds=300)
async def test_sleeping_tabs_wake_together(site_with, measured, tabs, within):
    """B5: each is told what it missed, soon and for few queries."""
    site = await asyncio.to_thread(site_with, DJANGO_SETTINGS_MODULE="bench.settings")
    cast = await visitors(site, "ada", "grace", "linus", "mallory", "admin")
    tickets = []
    for visitor in cast:
        page = visitor.page(LOBBY)
        await page.load()
        tickets.append(ticket_of(page))
    await Writer(cast[0]).insist_on(f"missed {number}" for number in range(20))
    statements = Path(site.data, "statements")
    sockets, asked, shared = footprint(site).sockets, queries_in(statements), renderers_queries(site)
    woken = [Tab(tickets[number % len(tickets)]) for number in range(tabs)]
    await wake(woken, site.port, within)
    asked, shared = queries_in(statements) - asked, renderers_queries(site) - shared
    assert not [tab.lost for tab in woken if tab.lost]
    for tab in woken:
        tab.close()
    await until_sockets(site, sockets)
    p95, own = percentile((tab.live_after for tab in woken), 95), (asked - shared) / tabs
    measured("B5", tabs=tabs, p95=seconds(p95), queries_each=own, of_all_together=shared)
    assert own <= 3.1  # looking at the figures asks, too


async def wake(tabs: list[Tab], port: int, within: float) -> None:
    async with asyncio.timeout(120), asyncio.TaskGroup() as group:
        for tab in tabs:
            group.create_task(tab.open(port))
            await asyncio.sleep(within / len(tabs))


def queries_in(statements: Path) -> int:
    """Without those that only begin and end a transaction."""
    lines = statements.read_text().splitlines()
    return sum(line.startswith(("SELECT", "INSERT", "UPDATE", "DELETE")) for line in lines)


def renderers_queries(site) -> int:
    """Those for whoever came at the same time, together."""
    return int(metrics_of(site)["townhall_renderer_queries_total"])
