"""Oracles and a cast for the fault tests (no browser: see e2e/faults for those with one)."""

import asyncio
import shutil
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from tempfile import mkdtemp

import pytest

from tests.support.site import RunningSite
from tests.support.visitors import OpenPage, Visitor


@pytest.fixture
def postgres_site(postgres_server, redis_server):
    """Makes sites that share one PostgreSQL database and one Redis: `postgres_site()` is one process."""
    made: list[RunningSite] = []
    database = postgres_server.new_database()
    data = Path(mkdtemp(prefix="townhall-cluster-"))

    def process() -> RunningSite:
        folder = data / str(len(made))
        folder.mkdir()
        shared = {"DATABASE_URL": database, "REDIS_URL": redis_server.url, "SECRET_KEY": "one key for all processes"}
        site = RunningSite(folder, **shared)
        if not made:
            site.manage("prepare")
        made.append(site)
        return site.start()

    yield process
    for site in made:
        site.end()
    shutil.rmtree(data, ignore_errors=True)


@asynccontextmanager
async def open_pages(*pages: OpenPage):
    """Several pages at once."""
    async with AsyncExitStack() as stack:
        yield [await stack.enter_async_context(page) for page in pages]


async def expect_convergence(*pages: OpenPage, seconds: float = 15.0) -> None:
    """O1: every page comes to equal a fresh load of it."""
    deadline = asyncio.get_running_loop().time() + seconds
    for page in pages:
        while difference := await page.differs_from_a_fresh_load():
            assert asyncio.get_running_loop().time() < deadline, difference
            await asyncio.sleep(0.1)


def expect_order(*pages: OpenPage) -> None:
    """O3: no page ever went backwards in a topic."""
    for page in pages:
        for topic in {topic for topic, _ in page.moves}:
            positions = [position for moved, position in page.moves if moved == topic]
            assert positions == sorted(positions)


def expect_each_once(page: OpenPage, bodies: list[str]) -> None:
    """O2: each acknowledged message once, in the order in which it was written."""
    shown = [body for article in page.in_order().values() for body in bodies if f">{body}<" in article]
    assert shown == bodies


async def visitors(site: RunningSite, *names: str) -> list[Visitor]:
    return [await asyncio.to_thread(Visitor, site.url, name) for name in names]
