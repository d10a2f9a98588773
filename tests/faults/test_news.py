"""The news that processes tell each other: not there, wrong, too much (faults.md A6, A9, A10, A11)."""

import asyncio
import time

import pytest
from channels_redis.pubsub import RedisPubSubChannelLayer

from live.engine.bridge import GROUP
from live.engine.following import IN_VAIN
from tests.faults.conftest import processes
from tests.faults.figures import percentile, seconds
from tests.faults.oracles import (
    expect_convergence,
    expect_newest,
    expect_order,
    expect_the_same_set,
    metrics_of,
    open_pages,
    visitors,
)
from tests.faults.sites import EXPIRY
from tests.support.visitors import OpenPage
from tests.support.writers import Writer, delays

LOBBY = "/chat/lobby/"
LOOK = 1.0  # seconds between looks at the heads
BACK_WITHIN = 5.0  # seconds until a Redis that has come back is used again

pytestmark = pytest.mark.timeout(180)


@pytest.fixture(scope="module")
def two(postgres_server, redis_server, demo_database):
    """Two processes, shared by tests that leave them well; their layer is told to forget its groups soon."""
    with processes(postgres_server.new_database(demo_database), redis_server.url) as process:
        yield [process(DJANGO_SETTINGS_MODULE="tests.faults.sites.short_lived") for _ in range(2)]


async def _expect_all(pages: list[OpenPage], writers: list[Writer]) -> None:
    said = [body for writer in writers for body in writer.sent_at]
    for writer in writers:
        await expect_newest(*pages, body=list(writer.sent_at)[-1])
    for page in pages:
        expect_the_same_set(page, said)
    await expect_convergence(*pages)
    expect_order(*pages)


@pytest.mark.parametrize(
    ("count", "pace"),
    [pytest.param(30, 0.0, id="small"), pytest.param(2_000, 0.025, id="full", marks=pytest.mark.faults)],
)
async def test_redis_goes_and_comes_back_while_people_write(two, redis, count, pace, measured):
    """A6: without it the look at the heads is enough."""
    here, there = two
    (ada,), (grace,) = await visitors(here, "ada"), await visitors(there, "grace")
    writer = Writer(ada)
    async with open_pages(ada.page(LOBBY), grace.page(LOBBY)) as pages:
        await writer.insist_on([f"with Redis {number}" for number in range(count // 3)], pace)
        await asyncio.to_thread(redis.kill)
        gone = time.monotonic()
        await writer.insist_on([f"without Redis {number}" for number in range(count // 3)], pace)
        await asyncio.to_thread(redis.start)
        back = time.monotonic()
        await writer.insist_on([f"with Redis again {number}" for number in range(count - 2 * (count // 3))], pace)
        await _expect_all(pages, [writer])
    late = delays(pages[1], writer.sent_at)
    away = percentile((late[body] for body, at in writer.sent_at.items() if gone < at < back), 99)
    after = percentile((late[body] for body, at in writer.sent_at.items() if at > back + BACK_WITHIN), 99)
    measured("A6", writes=count, lost=0, p99_while_away=seconds(away), p99_after=seconds(after))
    assert not pace or (away <= LOOK + 0.5 and after < 0.3)


@pytest.mark.parametrize(
    "count", [pytest.param(20, id="small"), pytest.param(500, id="full", marks=pytest.mark.faults)]
)
async def test_half_of_the_news_is_lost_doubled_or_late(postgres_site, count, measured):
    """A9."""
    unreliable = {"DJANGO_SETTINGS_MODULE": "tests.faults.sites.unreliable"}
    here, there = [await asyncio.to_thread(postgres_site, **unreliable) for _ in range(2)]
    (ada,), (grace,) = await visitors(here, "ada"), await visitors(there, "grace")
    writers = [Writer(ada), Writer(grace)]
    async with open_pages(ada.page(LOBBY), grace.page(LOBBY)) as pages:
        bodies = [[f"{name} {number}" for number in range(count)] for name in ("ada", "grace")]
        await asyncio.gather(*(writer.insist_on(said, 0.02) for writer, said in zip(writers, bodies, strict=True)))
        await _expect_all(pages, writers)
    measured("A9", writes=2 * count, lost=0, doubled=0, out_of_order=0)


@pytest.mark.parametrize(
    "count", [pytest.param(1_000, id="small"), pytest.param(10_000, id="full", marks=pytest.mark.faults)]
)
async def test_more_news_than_anybody_can_look_after(two, redis_server, count, measured):
    """A10: looks at the log are as many as the clock allows, and no more."""
    site, _ = two
    (ada,) = await visitors(site, "ada")
    async with ada.page(LOBBY) as lobby:
        topic = next(iter(lobby.positions))
        before, began = metrics_of(site)["townhall_renderer_queries_total"], time.monotonic()
        await _announce(redis_server.url, topic, count)
        told_in = time.monotonic() - began
        await lobby.post("is anybody still there?")
        took = time.monotonic() - began
        looks = metrics_of(site)["townhall_renderer_queries_total"] - before
        await expect_convergence(lobby)
    measured("A10", announced=f"{count:,} in {seconds(told_in)}", lost=0, queries=looks, until_shown=seconds(took))
    assert looks <= 50 + 2 * took / IN_VAIN


async def _announce(url: str, topic: str, count: int) -> None:
    """Ten pieces of news in a message, as a busy process sends them."""
    layer = RedisPubSubChannelLayer(hosts=[url])
    for number in range(0, count, 10):
        news = [["moved", topic, number + each, "ffffffff"] for each in range(10)]
        await layer.group_send(GROUP, {"type": "live.news", "process": "another", "news": news})
    await layer.flush()


@pytest.mark.parametrize("times", [pytest.param(2, id="small"), pytest.param(10, id="full", marks=pytest.mark.faults)])
async def test_a_process_older_than_the_layers_groups_still_hears(two, times, measured):
    """A11: of typing nobody hears in another way."""
    here, there = two
    (ada,), (grace,) = await visitors(here, "ada"), await visitors(there, "grace")
    async with open_pages(ada.page(LOBBY), grace.page(LOBBY)) as (lobby, other):
        while time.time() < metrics_of(there)["process_start_time_seconds"] + times * EXPIRY:
            await asyncio.sleep(0.1)
        await lobby.send("typing", nonce=lobby.nonce)
        await other.until(lambda: other.heard("ada is typing"))
    measured("A11", groups=f"told to expire after {EXPIRY} s", heard_after=f"{times * EXPIRY} s")
