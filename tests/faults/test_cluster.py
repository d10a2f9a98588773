"""Several processes behind one port: what `make cluster` runs (faults.md A7, A25)."""

import asyncio
import time
from contextlib import asynccontextmanager
from secrets import token_urlsafe
from statistics import median

import pytest

from bench.balancer import introduced
from bench.cluster import Cluster
from tests.support.visitors import OpenPage, Visitor

from .conftest import expect_convergence, expect_each_once, expect_order, open_pages, visitors

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


async def write_while(task: asyncio.Task, visitor: Visitor) -> list[str]:
    """Some messages a second by plain forms, each acknowledged."""
    said = []
    while not task.done():
        said.append(f"word {len(said)}")
        answer = await asyncio.to_thread(visitor.post, SAID, body=said[-1], nonce=token_urlsafe(12))
        assert answer.status == 200, answer.text
        await asyncio.wait([task], timeout=0.1)
    return said


async def stay_open(page: OpenPage, codes: list[int]) -> None:
    """What htmx does: whenever it is closed, come back."""
    while True:
        await page.until(lambda: page.close_code, seconds=100)
        codes.append(page.close_code)
        await page.come_back()


@pytest.mark.timeout(240)
async def test_a_rolling_restart_fails_no_request_and_loses_nothing(cluster):
    ada, grace, linus = await visitors(cluster, "ada", "grace", "linus")
    async with open_pages(ada.page(LOBBY), grace.page(LOBBY)) as pages:
        codes: list[int] = []
        staying = [asyncio.create_task(stay_open(page, codes)) for page in pages]
        restart = asyncio.create_task(asyncio.to_thread(cluster.restart))
        said = await write_while(restart, linus)
        for page in pages:
            await page.until(lambda page=page: page.live and page.shows(f">{said[-1]}<"))
            expect_each_once(page, said)
            assert page.loads == 1
        assert set(codes) == {1012}
        for task in staying:
            task.cancel()
        await expect_convergence(*pages)
        expect_order(*pages)


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
async def test_a_redis_that_says_nothing_slows_no_request_down(cluster, redis):
    """A7: by 250 ms at the most, on a machine that does nothing else."""
    usual = await asyncio.to_thread(how_long, cluster)
    redis.pause()
    unusual = await asyncio.to_thread(how_long, cluster)
    redis.resume()
    assert {what: unusual[what] - usual[what] for what in usual if unusual[what] > usual[what] + AT_MOST} == {}


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
