"""Somebody who goes on loading a page while others misbehave: in a process of its own, for the test is the others."""

import asyncio
import sys
import time
from asyncio.subprocess import PIPE
from contextlib import asynccontextmanager, suppress

from tests.support.site import ROOT
from tests.support.visitors import Visitor

FIRST = 5  # loads: afterwards everything is there


class Bystander:
    """`took`: the seconds of each load so far."""

    def __init__(self, said: asyncio.StreamReader):
        self.said = said
        self.took: list[float] = []

    async def loads(self, number: int) -> list[float]:
        """The next ones. Raises ValueError where a page was not given."""
        return [await self._next() for _ in range(number)]

    async def during(self, happening) -> list[float]:
        """Those that end while something happens. Raises ValueError as above."""
        seen, listening = len(self.took), asyncio.create_task(self.loads(sys.maxsize))
        await happening
        listening.cancel()
        with suppress(asyncio.CancelledError):
            await listening
        return self.took[seen:]

    async def _next(self) -> float:
        self.took.append(float(await self.said.readline()))
        return self.took[-1]


@asynccontextmanager
async def bystander(url: str, name: str, path: str):
    """Somebody of the cast at a page of that site, until this is left."""
    program = await asyncio.create_subprocess_exec(
        sys.executable, "-m", __name__, url, name, path, cwd=ROOT, stdout=PIPE
    )
    try:
        one = Bystander(program.stdout)
        await one.loads(FIRST)
        yield one
    finally:
        program.kill()
        await program.wait()


def main(url: str, name: str, path: str) -> None:
    visitor = Visitor(url, name)
    while True:
        began = time.monotonic()
        assert visitor.get(path).status == 200
        print(time.monotonic() - began, flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
