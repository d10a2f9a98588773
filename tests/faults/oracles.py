"""What must hold after every fault (no browser: see e2e/pages for those with one)."""

import asyncio
import re
import urllib.request
from collections.abc import Iterable
from contextlib import AsyncExitStack, asynccontextmanager
from typing import NamedTuple

import psutil

from tests.support.site import RunningSite
from tests.support.visitors import OpenPage, Visitor
from tests.support.writers import body_of

SAMPLE = re.compile(r"^(\w+)(?:\{.*\})? (\S+)$", re.M)
STRAY = 2  # sockets, tasks or files that may come and go at any moment


# Pages


async def visitors(site: RunningSite, *names: str) -> list[Visitor]:
    return [await asyncio.to_thread(Visitor, site.url, name) for name in names]


@asynccontextmanager
async def open_pages(*pages: OpenPage):
    """Several pages at once."""
    async with AsyncExitStack() as stack:
        yield [await stack.enter_async_context(page) for page in pages]


@asynccontextmanager
async def staying(*pages: OpenPage):
    """Meanwhile they do what htmx does: whenever they are closed, they come back."""
    tasks = [asyncio.create_task(page.stay()) for page in pages]
    try:
        yield
    finally:
        for task in tasks:
            task.cancel()
        failed = [
            ended for ended in await asyncio.gather(*tasks, return_exceptions=True) if isinstance(ended, Exception)
        ]
    assert not failed, failed[0]


async def expect_newest(*pages: OpenPage, body: str, seconds: float = 30.0) -> None:
    """All are live and show it, within so many seconds."""
    async with asyncio.timeout(seconds):
        for page in pages:
            await page.until(lambda page=page: page.live and page.shows(f">{body}<"), seconds=seconds)


# O1: convergence


async def expect_convergence(*pages: OpenPage, seconds: float = 15.0) -> None:
    """O1: every page comes to equal a fresh load of it."""
    deadline = asyncio.get_running_loop().time() + seconds
    for page in pages:
        while difference := await page.differs_from_a_fresh_load():
            assert asyncio.get_running_loop().time() < deadline, difference
            await asyncio.sleep(0.1)


# O2: exactly once


def expect_each_once(page: OpenPage, bodies: Iterable[str]) -> None:
    """O2: each acknowledged message once, in the order in which it was written."""
    bodies = list(bodies)
    wanted = set(bodies)
    assert [body for body in bodies_in(page) if body in wanted] == bodies


def expect_the_same_set(page: OpenPage, bodies: Iterable[str]) -> None:
    """O2 for what several people wrote at once: each acknowledged message once, in whatever order."""
    bodies = set(bodies)
    shown = [body for body in bodies_in(page) if body in bodies]
    assert len(shown) == len(set(shown)), "something is there twice"
    assert sorted(bodies - set(shown)) == [], f"not there, after {page.loads} loads, closed with {page.codes}"


def bodies_in(page: OpenPage) -> list[str]:
    """What the page's messages say, oldest first."""
    return [body_of(article) for article in page.in_order().values()]


# O3: order


def expect_order(*pages: OpenPage) -> None:
    """O3: no page ever went backwards in a topic."""
    for page in pages:
        newest: dict[str, int] = {}
        for topic, position in page.moves:
            assert position >= newest.get(topic, 0), f"{topic} went from {newest[topic]} to {position}"
            newest[topic] = position


# O4: no leak


class Footprint(NamedTuple):
    """What a server holds. Threads, of which there are no more than so many, keep SQLite's files open: these not."""

    sockets: int
    files: int
    tasks: int
    memory: int  # bytes

    def exceeds(self, before: "Footprint") -> dict[str, tuple[int, int]]:
        """What it holds more of than before, `memory` not counted."""
        pairs = zip(self._fields[:-1], before, self, strict=False)
        return {name: (then, now) for name, then, now in pairs if now > then + STRAY}


def footprint(site: RunningSite) -> Footprint:
    process = psutil.Process(site.process.pid)
    databases = sum("sqlite3" in file.path for file in process.open_files())
    sockets, tasks = len(process.net_connections("inet")), int(metrics_of(site)["townhall_tasks"])
    return Footprint(sockets, process.num_fds() - databases, tasks, process.memory_info().rss)


async def expect_no_leak(site: RunningSite, before: Footprint, seconds: float = 60.0) -> Footprint:
    """O4: what the server held before, it comes to hold again; what it holds then."""
    deadline = asyncio.get_running_loop().time() + seconds
    while leak := (now := await asyncio.to_thread(footprint, site)).exceeds(before):
        assert asyncio.get_running_loop().time() < deadline, leak
        await asyncio.sleep(0.2)
    return now


def metrics_of(site: RunningSite) -> dict[str, float]:
    """What the process says at /metrics; samples that differ by labels only are added up."""
    found: dict[str, float] = {}
    with urllib.request.urlopen(f"{site.url}/metrics", timeout=10) as answer:
        for name, value in SAMPLE.findall(answer.read().decode()):
            found[name] = found.get(name, 0.0) + float(value)
    return found
