"""Many listeners at once, and waiting until the last of them has heard."""

import asyncio
import time
from collections.abc import Callable, Iterable

from bench.listeners import Listener, Ticket

AT_ONCE = 50  # handshakes under way
PATIENCE = 20.0  # seconds until the last listener must have heard
NEVER = b"\0"  # a marker that no text has


class Lost(Exception):
    """A connection ended that should have stayed."""


class Crowd:
    """`waiting` are those of its `members` that have not heard the marker yet; `times` is how long all others took."""

    def __init__(self):
        self.members: list = []
        self.waiting: set[Listener] = set()
        self.marker = NEVER
        self.bytes = 0
        self.times: list[float] = []
        self.began = 0.0
        self.done: asyncio.Future | None = None
        self.loss: Lost | None = None

    async def join(self, port: int, tickets: list[Ticket], number: int) -> None:
        """Connect `number` more, the tickets in turn, until each is up to date. Raises Lost or TimeoutError."""
        for start in range(0, number, AT_ONCE):
            turns = range(start, min(start + AT_ONCE, number))
            batch = [Listener(tickets[turn % len(tickets)], self) for turn in turns]
            self.expect(tickets[0].ready or NEVER, batch)
            await asyncio.gather(*[connect(listener, port) for listener in batch])
            await self.all_heard()
            self.members += batch

    async def time_until_all_hear(self, marker: bytes, say: Callable[[], None]) -> float:
        """Say something; the seconds until everybody was sent it. Raises Lost or TimeoutError."""
        self.expect(marker, self.members)
        say()
        await self.all_heard()
        return time.monotonic() - self.began

    def expect(self, marker: bytes, listeners: Iterable[Listener]) -> None:
        self.check()
        self.waiting, self.marker, self.began = set(listeners), marker, time.monotonic()
        self.done = asyncio.get_running_loop().create_future()

    async def all_heard(self) -> None:
        try:
            async with asyncio.timeout(PATIENCE):
                await self.done
        except TimeoutError:
            raise TimeoutError(f"{len(self.waiting)} did not hear {self.marker.decode()!r}") from None

    def check(self) -> None:
        """Raises Lost when a connection has ended."""
        if self.loss:
            raise self.loss

    def leave(self) -> None:
        members, self.members, self.done = self.members, [], None
        for member in members:
            member.transport.abort()

    # What listeners tell

    def hear(self, listener: Listener) -> None:
        if listener in self.waiting:
            self.waiting.remove(listener)
            self.times.append(time.monotonic() - self.began)
            if not self.waiting and not self.done.done():
                self.done.set_result(None)

    def lose(self, listener: Listener, reason: str) -> None:
        if listener not in self.waiting and listener not in self.members:
            return  # it was told to leave
        self.loss = self.loss or Lost(reason)
        if self.done and not self.done.done():
            self.done.set_exception(self.loss)

    def replace(self, old: Listener, new) -> None:
        self.members[self.members.index(old)] = new


def connect(listener: Listener, port: int):
    return asyncio.get_running_loop().create_connection(lambda: listener, "127.0.0.1", port)
