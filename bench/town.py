"""A site's data, made once and copied for each server: the demo data, and rooms with a person each."""

import atexit
import json
import shutil
from contextlib import suppress
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import NamedTuple

import psycopg

from bench.cores import OF_CLIENT, on_core
from tests.servers import postgres
from tests.servers.postgres_server import OwnPostgres
from tests.support.site import RunningSite, demo_data


class Town(NamedTuple):
    """`neighbours` and `travellers` are cookies of people, `pages` what pages of the rooms need to connect."""

    data: Path
    database: str  # the URL of one on PostgreSQL; none: it is in the data
    neighbours: list[str]
    travellers: list[str]
    pages: list[dict[str, str]]

    def copy(self, **environment: str) -> RunningSite:
        """A site of its own with all of it."""
        data = _folder()
        shutil.copytree(self.data, data, dirs_exist_ok=True)
        if self.database:
            environment["DATABASE_URL"] = server().new_database(like=self.database)
        return RunningSite(data, **environment)


@cache
def town(rooms: int, on_postgres: bool = False) -> Town:
    data, database = _folder(), server().new_database() if on_postgres else ""
    shutil.copytree(demo_data(), data, dirs_exist_ok=True)
    site = RunningSite(data, **({"DATABASE_URL": database} if database else {}))
    if database:
        site.manage("prepare")
    settled = json.loads(site.python(f"from bench.settlers import settle; settle({rooms})"))
    return Town(data, database, **settled)


class Postgres(OwnPostgres):
    """That of the tests, but it waits for the disk, as it does in earnest."""

    def command(self) -> list:
        return [*super().command(), "--fsync=on", "--full_page_writes=on"]


@cache
def server() -> Postgres:
    """PostgreSQL, beside the client; until the benchmark ends. Raises Missing, NotStarted."""
    server = Postgres(postgres.binaries())
    atexit.register(server.discard)
    with on_core(OF_CLIENT):
        server.start()
    return server


def discard(site: RunningSite) -> None:
    site.end()
    shutil.rmtree(site.data, ignore_errors=True)
    if url := site.environment.get("DATABASE_URL"):
        with suppress(psycopg.Error):  # the server ends with us, and its databases with it
            server().drop_database(url)


def _folder() -> Path:
    folder = Path(mkdtemp(prefix="townhall-bench-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder
