"""Sites for the fault tests (no browser: see e2e/faults for those with one)."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkdtemp

import pytest

from tests.faults.crowds import allow_files
from tests.support.site import QUICK, RunningSite, demo_data

MANY = 10_000
KEY = "one key for all processes"


@pytest.fixture
def crowd_site(request) -> RunningSite:
    """`own_site`, which may have ten thousand files open."""
    allow_files(MANY)
    return request.getfixturevalue("own_site")


@pytest.fixture(scope="session")
def demo_database(postgres_server) -> str:
    """The URL of a PostgreSQL database with the demo data, to be copied."""
    url = postgres_server.new_database()
    site = RunningSite(Path(mkdtemp(prefix="townhall-cluster-")), DATABASE_URL=url, **QUICK)
    site.manage("prepare")
    shutil.rmtree(site.data)
    return url


@pytest.fixture
def postgres_site(postgres_server, redis_server, demo_database):
    """Makes sites that share one PostgreSQL database and one Redis: `postgres_site()` is one process.

    Whatever a process needs besides is given by name: `postgres_site(DJANGO_SETTINGS_MODULE="…")`.
    """
    with processes(postgres_server.new_database(demo_database), redis_server.url) as process:
        yield process


@contextmanager
def processes(database: str, redis: str) -> Iterator[Callable[..., RunningSite]]:
    """Starts processes of one site, and ends them all."""
    made: list[RunningSite] = []
    data = Path(mkdtemp(prefix="townhall-cluster-"))

    def process(**environment: str) -> RunningSite:
        folder = data / str(len(made))
        shutil.copytree(demo_data() / "static", folder / "static")
        shared = QUICK | {"DATABASE_URL": database, "REDIS_URL": redis, "SECRET_KEY": KEY}
        made.append(RunningSite(folder, **shared | environment))
        return made[-1].start()

    try:
        yield process
    finally:
        for site in made:
            site.end()
        shutil.rmtree(data, ignore_errors=True)
