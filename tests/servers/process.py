"""A server of the tests' own: started, stopped, killed and frozen at will."""

import contextlib
import shutil
import signal
import subprocess
import tempfile
from abc import ABC, abstractmethod
from pathlib import Path

import psutil

LOOKS = 1500  # × 20 ms: half a minute
MANNERLY = 10  # seconds that a server gets to stop by itself


class NotStarted(Exception):
    """The server ended, or gave no answer for half a minute; the text is its log."""


class NotOurs(Exception):
    """A server that was there before the tests cannot be stopped by them."""


class OwnServer(ABC):
    """What PostgreSQL and Redis have in common: a process in a temporary folder.

    A subclass says `name`, `command()` and `answers()`. Start and stop may alternate: data and address stay.
    """

    name = ""

    def __init__(self):
        # Not under TMPDIR: a unix socket's path must be short, and `nobody` must reach it.
        self.folder = Path(tempfile.mkdtemp(prefix=f"townhall-{self.name}-", dir="/tmp"))
        self.process = None

    def start(self):
        """Start, and come back when the server answers. Raises NotStarted."""
        with self.output() as output:
            own_session = {"start_new_session": True}  # Ctrl-C is for pytest
            self.process = subprocess.Popen(self.command(), **output, **own_session, **self.identity())
        self._await_answer()

    def ensure_running(self):
        """Start a server that a test killed or stopped, wake one that it paused."""
        if self.running:
            self.resume()
        else:
            self.start()

    def stop(self):
        """Stop in an orderly way."""
        if not self.running:
            return
        self.resume()
        self.process.send_signal(self.orderly_signal())
        try:
            self.process.wait(MANNERLY)
        except subprocess.TimeoutExpired:
            self.kill()

    def kill(self):
        """SIGKILL, to the server and all its processes; back when none of them is left."""
        family = self._signal(signal.SIGKILL)
        self.process.wait()
        psutil.wait_procs(family[1:], timeout=MANNERLY)

    def pause(self):
        """SIGSTOP: connections stay open and nothing answers."""
        self._signal(signal.SIGSTOP)

    def resume(self):
        self._signal(signal.SIGCONT)

    def discard(self):
        """Stop for good, and remove the data."""
        self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)

    @property
    def running(self):
        return self.process is not None and self.process.poll() is None

    @property
    def log(self):
        return self.folder / "log"

    @abstractmethod
    def command(self) -> list:
        """The program and its arguments."""

    @abstractmethod
    def answers(self) -> bool:
        """Whether a client would get an answer now."""

    def identity(self):
        """Popen's arguments for the user it runs as: here, ourselves."""
        return {}

    @contextlib.contextmanager
    def output(self):
        """Popen's arguments to write into the log."""
        with self.log.open("ab") as log:
            yield {"stdin": subprocess.DEVNULL, "stdout": log, "stderr": log}

    def orderly_signal(self):
        return signal.SIGTERM

    def _await_answer(self):
        for _ in range(LOOKS):
            if self.answers():
                return
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.process.wait(0.02)
                break
        raise NotStarted(self.log.read_text(errors="replace"))

    def _signal(self, number):
        """To the whole family: the server and the processes that it started."""
        try:
            first = psutil.Process(self.process.pid)
            first.suspend()  # so that it starts no other while we count them
            family = [first, *first.children(recursive=True)]
        except psutil.NoSuchProcess:
            return []
        for process in family:
            _send(process, number)
        return family


def _send(process, number):
    with contextlib.suppress(psutil.NoSuchProcess):
        process.send_signal(number)


class GivenServer:
    """A server that somebody else runs, named by a variable: to be used, not to be stopped."""

    def __init__(self, url):
        self.url = url

    def start(self):
        """It runs already."""

    ensure_running = discard = start

    def kill(self):
        raise NotOurs(f"{self.url} is not ours to stop: unset the variable that names it.")

    stop = pause = resume = kill
