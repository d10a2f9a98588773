"""Who can be measured: a program that can be served, connected to and told something."""

import asyncio
import ctypes
import time
from abc import ABC, abstractmethod
from contextlib import AbstractContextManager

import psutil

from bench.crowds import Crowd
from bench.listeners import Ticket

WORDS = "the minutes are in the archive, tea is at four, and the next meeting is on Thursday in the small hall."


class Served(ABC):
    """A contestant that runs, and how pages connect to it."""

    def __init__(self, pid: int, port: int):
        self.process = psutil.Process(pid)
        self.port = port
        self._clock = _cpu_clock(pid)

    def cpu(self) -> float:
        """Seconds of CPU that all its threads have used, to the nanosecond."""
        return time.clock_gettime(self._clock)

    def memory(self) -> int:
        """Bytes that it has in memory."""
        return self.process.memory_info().rss

    @abstractmethod
    def pages(self) -> list[Ticket]:
        """Pages of one topic, as they are at the moment."""

    @abstractmethod
    def topics(self, number: int) -> list[Ticket]:
        """One page of each of so many topics."""

    async def shown(self) -> bytes | None:
        """What a page shows that is loaded anew; None where pages cannot be loaded."""
        return None


class Contestant(ABC):
    """`name` is for the command line and the results, `title` for the table."""

    name: str
    title: str
    resumes = False  # whether pages that come back get what they have missed
    compresses = False  # whether compression is offered to it in a flood

    def missing(self) -> str:
        """Why it cannot be measured here, if so."""
        return ""

    @abstractmethod
    def serving(self) -> AbstractContextManager[Served]:
        """Run a server of its own, on the core of servers, for as long as the context lasts."""

    @abstractmethod
    def say(self, marker: str) -> str:
        """The frame with which a page says something with that in it to everybody."""

    async def flood(self, served: Served, rate: int, seconds: float, marker: str) -> dict[int, float]:
        """Make so many updates a second, with numbers in `marker`; when each was made."""
        author, made = Crowd(), {}
        await author.join(served.port, served.pages(), 1)
        began = time.monotonic()
        while (elapsed := time.monotonic() - began) < seconds:
            for number in range(len(made), int(rate * elapsed) + 1):
                author.members[0].say(self.say(marker.format(number)))
                made[number] = time.monotonic()
            await asyncio.sleep(0.005)
        author.leave()
        return made


def _cpu_clock(pid: int) -> int:
    clock = ctypes.c_int()
    if error := ctypes.CDLL(None).clock_getcpuclockid(pid, ctypes.byref(clock)):
        raise OSError(error, "no CPU clock", pid)
    return clock.value
