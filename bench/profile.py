"""Where the CPU of a server goes while updates reach 1,000 pages: what py-spy sees (`pip install py-spy`, on PATH)."""

import shutil
import sys
from asyncio.subprocess import DEVNULL, create_subprocess_exec
from collections import Counter
from pathlib import Path
from tempfile import NamedTemporaryFile

from bench.contestants import Contestant, Served
from bench.runs import on_loop
from bench.workloads.updates import Room

PAGES, SECONDS = 1_000, 10
LINES = 25


def profile(contestant: Contestant) -> str:
    """The functions in which most of the time was spent; only those of Python can be looked into."""
    spy = shutil.which("py-spy") or sys.exit("py-spy is not here: pip install py-spy")
    with contestant.serving() as served, NamedTemporaryFile(mode="r") as stacks:
        on_loop(_watch(contestant, served, [spy, "record", "--gil", "--format", "raw", "--output", stacks.name]))
        return _told(stacks.read().splitlines())


async def _watch(contestant: Contestant, served: Served, record: list[str]) -> None:
    room = Room(contestant, served)
    await room.open()
    await room.fill(PAGES)
    options = ["--pid", str(served.process.pid), "--duration", str(SECONDS), "--rate", "250"]
    watching = await create_subprocess_exec(*record, *options, stdout=DEVNULL, stderr=DEVNULL)
    while watching.returncode is None:
        await room.update()


def _told(stacks: list[str]) -> str:
    """Of lines such as `main (a.py:1);hub (b.py:2) 17`, the share of each function itself, and with what it calls."""
    alone, together = Counter(), Counter()
    for line in stacks:
        stack, _, times = line.rpartition(" ")
        frames = stack.split(";")
        alone[frames[-1]] += int(times)
        together.update(dict.fromkeys(frames, int(times)))
    whole = sum(alone.values())
    return "\n\n".join(_ranked(name, counted, whole) for name, counted in (("itself", alone), ("in all", together)))


def _ranked(name: str, counted: Counter, whole: int) -> str:
    return "\n".join([name, *(f"{times / whole:6.1%} {_short(frame)}" for frame, times in counted.most_common(LINES))])


def _short(frame: str) -> str:
    function, _, place = frame.partition(" (")
    return f"{function} ({'/'.join(Path(place).parts[-2:])}"
