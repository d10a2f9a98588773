"""One core for the server that is measured, another for who measures it."""

import os
import resource
from collections.abc import Iterator
from contextlib import contextmanager

CORES = sorted(os.sched_getaffinity(0))
OF_SERVERS, OF_CLIENT = CORES[0], CORES[-1]
FILES = 12_000  # that a server with all its connections needs, generously


@contextmanager
def on_core(core: int) -> Iterator[None]:
    """What is started in here, threads and processes, stays on that core."""
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {core})
    try:
        yield
    finally:
        os.sched_setaffinity(0, before)


def allow_many_connections() -> None:
    """So many open files for us and the servers that we start. Raises ValueError where that is forbidden."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft != resource.RLIM_INFINITY and soft < FILES:
        resource.setrlimit(resource.RLIMIT_NOFILE, (FILES, hard))
