"""What is done by the clock: reminders, scheduled entries, pruning."""

import asyncio
import logging
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta

from django.db import close_old_connections

from live.engine import changes

logger = logging.getLogger(__name__)

KEPT = timedelta(days=7)  # of the change log; a page that slept longer fetches itself anew


@dataclass
class Job:
    """A function without arguments, and how often it is called: seconds from one beginning to the next."""

    function: Callable[[], object]
    seconds: float
    due: float = 0.0


jobs: list[Job] = []


def every(seconds: float):
    """Decorator: let each process of the site call a function so often, in a thread.

    Processes do not ask each other, so it claims the rows that it is about, by an UPDATE, before it does anything
    that must not be done twice. What it raises is logged, and it is called again when it is due.
    """

    def listed(function):
        jobs.append(Job(function, seconds))
        return function

    return listed


@every(3600)
def prune_changes() -> None:
    changes.prune(KEPT)


def run_due(now: float) -> None:
    """Call what is due at `now`, seconds on any steady clock."""
    for job in jobs:
        if job.due <= now:
            job.due = now + job.seconds
            _guarded(job.function)


def _guarded(function: Callable[[], object]) -> None:
    try:
        function()
    except Exception:
        logger.exception("by the clock: %s", function.__qualname__)


class Clock:
    """The task of one process that sees to the jobs."""

    def __init__(self) -> None:
        self.task: asyncio.Task | None = None

    def start(self) -> None:
        """Begin on the running event loop; again is harmless."""
        if self.task is None:
            self.task = asyncio.create_task(self._tick())

    async def stop(self) -> None:
        """What is being done is finished first."""
        if self.task:
            task, self.task = self.task, None
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task

    async def _tick(self) -> None:
        while True:
            await asyncio.shield(asyncio.to_thread(_in_thread))
            await asyncio.sleep(1.0)


def _in_thread() -> None:
    try:
        run_due(time.monotonic())
    finally:
        close_old_connections()


clock = Clock()
