"""PostgreSQL for the tests: the one that TEST_DATABASE_URL names, or one of their own."""

import importlib.util
import os
import re
import shutil
import subprocess
from pathlib import Path

from . import Missing, apt
from .postgres_server import PROGRAM, WHEEL, GivenPostgres, OwnPostgres

DEBIAN = Path("/usr/lib/postgresql")


def find():
    """The PostgreSQL to test with, not started yet. Raises Missing."""
    given = os.environ.get("TEST_DATABASE_URL")
    return GivenPostgres(given) if given else OwnPostgres(binaries())


def provide() -> str:
    """See that there is one, installing it if need be; says which. Raises Missing, CalledProcessError."""
    if not os.environ.get("TEST_DATABASE_URL") and not _installed() and apt.possible():
        apt.install("postgresql")
    return describe()


def describe() -> str:
    """Name, version and origin of what `find` finds, without starting it. Raises Missing."""
    given = os.environ.get("TEST_DATABASE_URL")
    if given:
        return f"PostgreSQL {GivenPostgres(given).version} (TEST_DATABASE_URL)"
    return f"PostgreSQL {_version(binaries())} ({binaries()})"


def binaries() -> Path:
    """The folder with `postgres` and `initdb`: of the wheel, on PATH, of Debian. Raises Missing."""
    found = _installed()
    if not found:
        raise Missing("No PostgreSQL: `make test` installs one; or set TEST_DATABASE_URL.")
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
