"""A Townhall that really runs: `manage.py serve` in a process of its own."""

import fcntl
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

ROOT = Path(__file__).resolve().parents[2]
STARTS_WITHIN = 30.0  # seconds
COMMANDS_END_WITHIN = 900.0
QUICK = {"DJANGO_SETTINGS_MODULE": "tests.support.usual"}  # to sign in to


class RunningSite:
    """Started, stopped, killed and started again on the same port, with the same data."""

    command = ("serve",)
    root = ROOT  # of the version that runs

    def __init__(self, data: Path, **environment: str):
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.data = data
        self.environment = os.environ | {
            "DATA_DIR": str(data),
            "PORT": str(self.port),
            "DEBUG": "0",
            "LIMITS": "off",
            "DJANGO_SETTINGS_MODULE": "site_config.settings",
            **environment,
        }
        self.process: subprocess.Popen | None = None

    @property
    def log(self) -> Path:
        return self.data / "server.log"

    def start(self) -> "RunningSite":
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, "manage.py", *self.command],
                cwd=self.root,
                env=self.environment,
                stdout=log,
                stderr=log,
            )
        self.wait_until_it_answers()
        return self

    def wait_until_it_answers(self) -> None:
        deadline = time.monotonic() + STARTS_WITHIN
        while not self.answers():
            if self.process.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError(f"the site did not start:\n{self.log.read_text()[-3000:]}")
            _pause()

    def answers(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.url}/healthz", timeout=2) as answer:
                return answer.status == 200
        except OSError:
            return False

    def stop(self) -> int:
        """SIGTERM, as a deploy does; its exit code."""
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(40)

    def kill(self) -> None:
        """SIGKILL, as a power cut does."""
        self.process.kill()
        self.process.wait(10)

    def pause(self) -> None:
        self.process.send_signal(signal.SIGSTOP)

    def resume(self) -> None:
        self.process.send_signal(signal.SIGCONT)

    def end(self) -> None:
        """Whatever state it is in, afterwards nothing of it runs."""
        if self.process and self.process.poll() is None:
            self.resume()
            self.kill()

    def manage(self, *arguments: str, **environment: str) -> str:
        """Run a management command of this site, in a process of its own."""
        done = subprocess.run(
            [sys.executable, "manage.py", *arguments],
            cwd=self.root,
            env=self.environment | environment,
            capture_output=True,
            text=True,
            timeout=COMMANDS_END_WITHIN,
        )
        if done.returncode:
            raise RuntimeError(f"{arguments}: {done.stderr[-3000:]}")
        return done.stdout

    def python(self, code: str) -> str:
        """Run a few lines with this site's database: somebody at its console."""
        return self.manage("shell", "--no-imports", "-v", "0", "-c", code)


def project_in(folder: Path) -> Path:
    """A copy of what runs, to change something in it."""
    for part in ("live", "site_config", "static", "templates", "tests/support"):
        shutil.copytree(ROOT / part, folder / part, ignore=shutil.ignore_patterns("__pycache__"))
    for file in ("manage.py", "tests/__init__.py"):
        shutil.copy(ROOT / file, folder / file)
    return folder


def site_with_demo_data(**environment: str) -> RunningSite:
    """A site on SQLite with the demo data; the database is made once and copied."""
    data = Path(mkdtemp(prefix="townhall-site-"))
    shutil.copytree(demo_data(), data, dirs_exist_ok=True)
    return RunningSite(data, **QUICK | environment)


@cache
def demo_data() -> Path:
    """A folder with the demo data's database, its secret key and the collected static files.

    All processes of one run of the tests share it: tests/environment.py says where.
    """
    shared = Path(os.environ.get("SHARED_BY_TESTS") or mkdtemp(prefix="townhall-demo-"))
    data, unfinished = shared / "demo", shared / "unfinished"
    with (shared / "demo.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not data.exists():
            unfinished.mkdir()
            site = RunningSite(unfinished, **QUICK)
            site.manage("prepare")
            site.start().stop()  # which collects the static files
            unfinished.rename(data)
    return data


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def _pause() -> None:
    """Between two looks at whether something has happened."""
    time.sleep(0.02)
