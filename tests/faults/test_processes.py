"""Processes that are killed, and what was written meanwhile (faults.md A1, A2)."""

import asyncio
import random
import time
from typing import NamedTuple

import pytest

from tests.faults.figures import percentile, seconds
from tests.faults.oracles import (
    expect_convergence,
    expect_each_once,
    expect_newest,
    expect_order,
    expect_the_same_set,
    open_pages,
    staying,
    visitors,
)
from tests.faults.scenes import new_rooms, say
from tests.support.visitors import OpenPage
from tests.support.writers import Writer, delays

LOBBY = "/chat/lobby/"


# Killed while people write


class Killing(NamedTuple):
    kills: int
    writes: int
    pages: int
    rooms: int


@pytest.mark.parametrize(
    "size",
    [
        pytest.param(Killing(3, 40, 6, 2), id="small"),
        pytest.param(Killing(20, 10_000, 200, 20), id="full", marks=[pytest.mark.faults, pytest.mark.timeout(900)]),
    ],
)
async def test_killed_again_and_again_while_people_write(own_site, size, measured):
    """A1: no page is loaded anew, each message is there once and in order."""
    slugs = await asyncio.to_thread(new_rooms, own_site, size.rooms)
    people = await visitors(own_site, "ada", "grace", "linus", "mallory")
    pages = [people[number % 4].page(f"/chat/{slugs[number % size.rooms]}/") for number in range(size.pages)]
    writers = {slug: Writer(people[number % 4], slug) for number, slug in enumerate(slugs)}
    async with open_pages(*pages), staying(*pages):
        writing = asyncio.gather(*(_say_so_much(writer, size.writes // size.rooms) for writer in writers.values()))
        catch_ups = [await _kill_when(own_site, writers, number, size, pages) for number in range(size.kills)]
        await writing
        for page in pages:
            said = writers[page.path.split("/")[2]].sent_at
            await expect_newest(page, body=list(said)[-1])
            expect_each_once(page, said)
    late = percentile([delay for each in catch_ups for delay in each], 95)
    measured(
        "A1", kills=size.kills, writes=size.writes, pages=size.pages, lost=0, doubled=0, catch_up_p95=seconds(late)
    )
    assert {page.loads for page in pages} == {1}
    await expect_convergence(*pages, seconds=60)
    expect_order(*pages)
    assert size.kills < 20 or late <= 5


async def _say_so_much(writer: Writer, number: int) -> None:
    await writer.insist_on(f"word {each}" for each in range(number))


async def _kill_when(site, writers: dict[str, Writer], kill: int, size: Killing, pages: list[OpenPage]) -> list[float]:
    """After so much of the writing is done; seconds from the open port until each page was live again."""
    while sum(len(writer.sent_at) for writer in writers.values()) < size.writes * (kill + 1) // (size.kills + 1):
        await asyncio.sleep(0.02)
    await asyncio.to_thread(site.kill)
    killed = time.monotonic()
    await asyncio.to_thread(site.start)
    opened = time.monotonic()
    for page in pages:
        await page.until(lambda page=page: page.live and page.live_since > killed, seconds=60)
    return [max(0.0, page.live_since - opened) for page in pages]


async def test_what_is_said_while_the_server_is_away_is_there_after(own_site):
    (ada,) = await visitors(own_site, "ada")
    async with ada.page(LOBBY) as lobby:
        own_site.kill()
        await asyncio.to_thread(say, own_site, "meanwhile", 30)
        own_site.start()
        await lobby.come_back()
        await lobby.until(lambda: lobby.shows("meanwhile 29"))
        expect_each_once(lobby, [f"meanwhile {number}" for number in range(30)])
        assert lobby.loads == 1


# One of several is killed


@pytest.mark.timeout(300)
@pytest.mark.parametrize(
    ("kills", "gap"), [pytest.param(1, 0.0, id="small"), pytest.param(12, 5.0, id="full", marks=pytest.mark.faults)]
)
async def test_killing_one_process_leaves_the_others_pages_alone(postgres_site, kills, gap, measured):
    """A2."""
    sites = [await asyncio.to_thread(postgres_site) for _ in range(3 if kills > 1 else 2)]
    people = [(await visitors(site, name))[0] for site, name in zip(sites, ("ada", "grace", "linus"), strict=False)]
    pages, writers = [person.page(LOBBY) for person in people], [Writer(person) for person in people]
    away: list[tuple[OpenPage, float, float]] = []
    async with open_pages(*pages), staying(*pages):
        writing = [asyncio.create_task(_go_on(writer)) for writer in writers]
        for number in range(kills):
            await asyncio.sleep(gap)
            victim = random.Random(number).randrange(len(sites))
            away.append((pages[victim], *await _kill_and_await(sites[victim], pages[victim])))
        await _stop(writing)
        last = "that was all"
        await writers[0].insist(last)
        await expect_newest(*pages, body=last)
    said = {body: at for writer in writers for body, at in writer.sent_at.items()}
    late = [
        delay for page in pages for body, delay in delays(page, said).items() if not _was_away(page, said[body], away)
    ]
    for page in pages:
        expect_the_same_set(page, said)
    measured("A2", kills=kills, writes=len(said), lost=0, p99=seconds(percentile(late, 99)))
    await expect_convergence(*pages)
    expect_order(*pages)
    assert kills == 1 or percentile(late, 99) < 1


async def _go_on(writer: Writer) -> None:
    """Some five messages a second, for ever."""
    number = 0
    while True:
        await writer.insist(f"{writer.visitor.name} {number}")
        number += 1
        await asyncio.sleep(0.2)


async def _stop(writing: list[asyncio.Task]) -> None:
    for task in writing:
        task.cancel()
    assert not [end for end in await asyncio.gather(*writing, return_exceptions=True) if isinstance(end, Exception)]


async def _kill_and_await(site, page: OpenPage) -> tuple[float, float]:
    """When its page went and when it was there again."""
    killed = time.monotonic()
    await asyncio.to_thread(site.kill)
    await asyncio.to_thread(site.start)
    await page.until(lambda: page.live and page.live_since > killed, seconds=60)
    return killed, page.live_since


def _was_away(page: OpenPage, sent: float, away: list[tuple[OpenPage, float, float]]) -> bool:
    """Or so shortly before that what was under way was lost with the connection."""
    return any(page is other and gone - 1 < sent < back for other, gone, back in away)
