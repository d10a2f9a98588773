"""A pytest plugin: in which order several processes run the tests: none is idle while another has long ones left.

With `--dist worksteal` each begins with an equal part of the list, and who is done takes the end of another's part. So
each part has long tests first, those with servers or a browser, and the quick ones, to be taken, last.
"""

from collections.abc import Iterator
from itertools import chain, groupby, islice

import pytest

LONG = {"browser", "database", "own_site", "postgres_server", "redis_server", "site", "started"}  # fixtures
USUAL = 120  # seconds that a test may last: who asks for more is long, too


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config, items):
    if hasattr(config, "workerinput"):
        items[:] = chain.from_iterable(_parts(items, config.workerinput["workercount"]))


def _parts(items: list[pytest.Item], processes: int) -> Iterator[list[pytest.Item]]:
    """The parts of the processes. Long tests of one file stay together, for what they share is made once.

    Each process begins elsewhere in the list of files: those that wait then run beside those that compute.
    """
    long = [list(file) for _path, file in groupby(filter(_is_long, items), key=lambda item: item.path)]
    short = (item for item in items if not _is_long(item))
    left = len(items)
    for number in range(processes):
        files = long[number::processes]
        begin = number * len(files) // processes
        part = [*chain.from_iterable(files[begin:] + files[:begin])]
        size = left // (processes - number)  # as xdist divides them
        part += islice(short, max(0, size - len(part)))
        left -= size
        yield part
    yield [*short]


def _is_long(item: pytest.Item) -> bool:
    patience = item.get_closest_marker("timeout")
    return bool(LONG & set(item.fixturenames)) or bool(patience and patience.args[0] > USUAL)
