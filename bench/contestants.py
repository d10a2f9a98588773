"""Who can be measured: a program that can be served, connected to and told something."""

from abc import ABC, abstractmethod
from contextlib import AbstractContextManager
from typing import NamedTuple

import psutil

from bench.listeners import Ticket


class Served(NamedTuple):
    """A contestant that runs, and how pages connect to it."""

    process: psutil.Process
    port: int
    tickets: list[Ticket]

    def cpu(self) -> float:
        """Seconds of CPU that all its threads have used."""
        times = self.process.cpu_times()
        return times.user + times.system

    def memory(self) -> int:
        """Bytes that it has in memory."""
        return self.process.memory_info().rss


class Contestant(ABC):
    """`name` is for the command line and the results, `title` for the table."""

    name: str
    title: str

    @abstractmethod
    def serving(self) -> AbstractContextManager[Served]:
        """Run a server of its own, on the core of servers, for as long as the context lasts."""

    @abstractmethod
    def say(self, body: str) -> str:
        """The frame with which a page says that to everybody."""
