"""Several processes behind one port: what `make cluster` runs (faults.md A7, A25)."""

import asyncio
import time
from contextlib import asynccontextmanager
from secrets import token_urlsafe
from statistics import median
from typing import NamedTuple

import pytest

from bench.balancer import introduced
from bench.cluster import Cluster
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
from tests.support.site import QUICK
from tests.support.visitors import OpenPage, Visitor
from tests.support.writers import ACCEPTED, Writer, delays

LOBBY = "/chat/lobby/"
SAID = f"{LOBBY}messages/"
AT_MOST = 0.25  # seconds by which a request may be slower


@pytest.fixture(scope="module")
def cluster(postgres_server, redis_server):
    with Cluster(postgres_server.new_database(), redis_server.url, LIMITS="on").serving() as cluster:
        yield cluster


@asynccontextmanager
async def lobby_at(process, cluster, name):
    """A page that this process has, whoever's turn it would be."""
    visitor = await asyncio.to_thread(Visitor, process.url, name)
    page = visitor.page(LOBBY)
    await page.load()
    await page.connect(origin=cluster.url)
    try:
        await page.until(lambda: page.live)
        yield page
    finally:
        await page.disconnect()


@pytest.fixture
def hasty_cluster(postgres_server, redis_server, demo_database):
    """Where people may write as fast as they like."""
    database = postgres_server.new_database(demo_database)
    with Cluster(database, redis_server.url, LIMITS="off", **QUICK).serving() as cluster:
        yield cluster


class Restarts(NamedTuple):
    where: str
    rounds: int
    authors: tuple[str, ...]
    pace: float  # seconds between two messages of an author; at 0.6 the limit of a person is never reached


FEW = Restarts("cluster", 1, ("linus",), 0.6)
MANY = Restarts("hasty_cluster", 5, ("admin", "ada", "grace", "linus", "mallory") * 2, 0.1)


@pytest.mark.timeout(300)
@pytest.mark.parametrize(
    "size", [pytest.param(FEW, id="small"), pytest.param(MANY, id="full", marks=pytest.mark.faults)]
)
async def test_a_rolling_restart_fails_no_request_and_loses_nothing(request, size, measured):
    """A25."""
    cluster = request.getfixturevalue(size.where)
    ada, grace, *authors = await visitors(cluster, "ada", "grace", *size.authors)
    pages, writers = [ada.page(LOBBY), grace.page(LOBBY)], [Writer(author) for author in authors]
    async with open_pages(*pages), staying(*pages):
        restarts = asyncio.create_task(_restart(cluster, size.rounds))
        statuses = await asyncio.gather(*(_write_while(restarts, *writer, size.pace) for writer in enumerate(writers)))
        took = await restarts
        for writer in writers:
            await expect_newest(*pages, body=list(writer.sent_at)[-1])
        await expect_convergence(*pages)
    said = {body for writer in writers for body in writer.sent_at}
    for page in pages:
        expect_the_same_set(page, said)
        assert page.loads == 1
        assert set(page.codes) == {1012}
    expect_order(*pages)
    failed = [status for each in statuses for status in each if status != ACCEPTED]
    measured("A25", restarts=3 * size.rounds, writes_a_second=len(said) / took, failed=len(failed), lost=0)
    assert failed == []


async def _restart(cluster, rounds: int) -> float:
    """The seconds that so many rolling restarts take."""
    began = time.monotonic()
    for _ in range(rounds):
        await asyncio.to_thread(cluster.restart)
    return time.monotonic() - began


async def _write_while(task: asyncio.Task, name: int, writer: Writer, pace: float) -> list[int]:
    """How each message was answered; 0: not at all."""
    statuses: list[int] = []
    while not task.done():
        try:
            statuses.append(await writer.write(f"word {name}.{len(statuses)}"))
        except OSError:
            statuses.append(0)
        await asyncio.wait([task], timeout=pace)
    return statuses


async def test_people_see_who_is_there_and_typing_in_another_process(cluster):
    here, there, _ = cluster.processes
    async with lobby_at(here, cluster, "ada") as ada, lobby_at(there, cluster, "grace") as grace:
        await ada.until(lambda: _has(ada, "presence", 'data-user="grace"'))
        await grace.until(lambda: _has(grace, "presence", 'data-user="ada"'))
        await grace.send("typing", nonce=grace.nonce)
        await ada.until(lambda: _has(ada, "typing", "grace"))


def _has(page: OpenPage, test_id: str, text: str) -> bool:
    return any(f'data-testid="{test_id}"' in frame and text in frame for frame in page.frames)


async def test_signing_out_closes_the_pages_of_that_session_in_every_process(cluster):
    (linus,) = await visitors(cluster, "linus")
    async with open_pages(*(linus.page(LOBBY) for _ in cluster.processes)) as pages:
        await asyncio.to_thread(linus.post, "/accounts/logout/")
        assert await asyncio.gather(*(page.closed() for page in pages)) == [4401] * 3


async def test_a_killed_process_is_passed_over(cluster):
    killed, *_ = cluster.processes
    killed.kill()
    try:
        stranger = Visitor(cluster.url)
        answers = [await asyncio.to_thread(stranger.get, "/") for _ in range(6)]
        assert [answer.status for answer in answers] == [200] * 6
    finally:
        await asyncio.to_thread(killed.start)


async def test_what_is_written_while_redis_says_nothing_crosses_all_the_same(cluster, redis):
    """A7 in small: by the look at the heads."""
    here, there, _ = cluster.processes
    async with lobby_at(here, cluster, "ada") as ada, lobby_at(there, cluster, "grace") as grace:
        redis.pause()
        await ada.post("Redis is silent")
        await grace.until(lambda: grace.shows("Redis is silent"))
        redis.resume()
        await grace.post("Redis is back")
        await ada.until(lambda: ada.shows("Redis is back"))
        await expect_convergence(ada, grace)


@pytest.mark.faults
@pytest.mark.timeout(240)
async def test_a_redis_that_says_nothing_slows_no_request_down(cluster, redis, measured):
    """A7: for half a minute; requests are slower by 250 ms at the most, and nothing is lost."""
    usual = await asyncio.to_thread(how_long, cluster)
    here, there, _ = cluster.processes
    (linus,) = await visitors(here, "linus")
    writer = Writer(linus)
    async with lobby_at(here, cluster, "ada") as ada, lobby_at(there, cluster, "grace") as grace:
        redis.pause()
        silence = asyncio.create_task(asyncio.sleep(30))
        unusual = await asyncio.to_thread(how_long, cluster)
        await _write_while(silence, 0, writer, 0.6)
        redis.resume()
        await expect_newest(ada, grace, body=list(writer.sent_at)[-1])
        for page in (ada, grace):
            expect_each_once(page, writer.sent_at)
        await expect_convergence(ada, grace)
    slower = {what: unusual[what] - usual[what] for what in usual}
    late = percentile(delays(grace, writer.sent_at).values(), 99)
    told = {f"{what} slower by": seconds(more) for what, more in slower.items()}
    measured("A7", silent_for="30 s", writes=len(writer.sent_at), lost=0, p99=seconds(late), **told)
    assert max(slower.values()) < AT_MOST


def how_long(cluster) -> dict[str, float]:
    """Seconds that each kind of request takes, by the median of three."""
    rounds = [_round(cluster) for _ in range(3)]
    return {what: median(each[what] for each in rounds) for what in rounds[0]}


def _round(cluster) -> dict[str, float]:
    linus = Visitor(cluster.url)
    linus.get("/accounts/login/")
    requests = {
        "sign in": lambda: linus.post("/accounts/login/", username="linus", password="demo-password"),
        "load": lambda: linus.get(LOBBY),
        "write": lambda: linus.post(SAID, body="How long does this take?", nonce=token_urlsafe(12)),
        "sign out": lambda: linus.post("/accounts/logout/"),
    }
    return {what: _timed(request) for what, request in requests.items()}


def _timed(request) -> float:
    before = time.monotonic()
    assert request().status == 200
    return time.monotonic() - before


def test_the_balancer_says_itself_whom_a_request_is_from():
    forged = b"GET / HTTP/1.1\r\nHost: here\r\nX-Forwarded-For: 1.2.3.4\r\nx-forwarded-proto: https\r\n\r\n"
    assert introduced(forged, "127.0.0.1").split(b"\r\n") == [
        b"GET / HTTP/1.1",
        b"Host: here",
        b"X-Forwarded-For: 127.0.0.1",
        b"X-Forwarded-Proto: http",
        b"Connection: close",
        b"",
        b"",
    ]
