"""Very many pages at once: of what they are sent no more is kept than when it came."""

import asyncio
import json
import re
import resource
import time
from functools import wraps

import uvloop

from bench.listeners import Listener, Ticket
from tests.support.visitors import Visitor
from tests.support.waiting import until

SENT_AT = re.compile(rb"sent at (\d+\.\d+)")
LIVE = b"data-live"
AT_ONCE = 100  # handshakes under way


def on_uvloop(within: float):
    """Decorates a test with very many connections: on the quicker loop, and for no more than so many seconds."""

    def decorated(test):
        @wraps(test)
        def run(*arguments, **fixtures):
            with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
                runner.run(asyncio.wait_for(test(*arguments, **fixtures), within))

        return run

    return decorated


def sent_now() -> str:
    """A message that says when it was sent; a crowd notes the delay with which each of its pages shows it."""
    return f"sent at {time.monotonic():.6f}"


def allow_files(number: int) -> None:
    """So many for us and for the servers that we start. Raises ValueError where that is forbidden."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft != resource.RLIM_INFINITY and soft < number:
        resource.setrlimit(resource.RLIMIT_NOFILE, (number, hard))


async def ticket(visitor: Visitor, path: str) -> Ticket:
    """The page as this person loads it now; any number of connections may share one."""
    page = visitor.page(path)
    await page.load()
    hello = {"action": "resume", "position": list(page.positions.values())}
    return Ticket(page.address, visitor.url, visitor.cookie_header(), json.dumps(hello), LIVE)


class Page(Listener):
    """`delays` are seconds from a message's sending to its arrival here."""

    __slots__ = ("delays", "frames", "is_live")

    def __init__(self, ticket: Ticket, crowd: "Crowd"):
        super().__init__(ticket, crowd)
        self.is_live = False
        self.frames = 0
        self.delays: list[float] = []

    def hear(self, text: bytes) -> None:
        self.is_live = self.is_live or LIVE in text
        if found := SENT_AT.findall(text):
            now = time.monotonic()
            self.frames += 1
            self.delays += [now - float(sent) for sent in found]


class Crowd:
    """Its `pages`, and `ends`: when and how they were closed."""

    def __init__(self, port: int, tickets: list[Ticket]):
        self.port = port
        self.tickets = tickets
        self.pages: list[Page] = []
        self.ends: list[tuple[float, str]] = []
        self.bytes = 0  # counted by the pages

    async def join(self, number: int, seconds: float = 120.0) -> float:
        """Connect so many more; the seconds until all are live."""
        began = time.monotonic()
        pages = [Page(self.tickets[turn % len(self.tickets)], self) for turn in range(number)]
        self.pages += pages
        gate = asyncio.Semaphore(AT_ONCE)
        await asyncio.gather(*(self._enter(page, gate) for page in pages))
        await until(lambda: all(page.is_live for page in pages), seconds)
        return time.monotonic() - began

    async def _enter(self, page: Page, gate: asyncio.Semaphore) -> None:
        async with gate:
            await asyncio.get_running_loop().create_connection(lambda: page, "127.0.0.1", self.port)
            await until(lambda: page.is_live or self.ends, 120.0)

    async def heard(self, messages: int, seconds: float = 60.0) -> list[float]:
        """Wait until each page has been shown so many messages; all the delays."""
        await until(lambda: all(len(page.delays) >= messages for page in self.pages), seconds)
        return [delay for page in self.pages for delay in page.delays]

    def leave(self) -> None:
        """All of them, without a goodbye."""
        pages, self.pages = self.pages, []
        for page in pages:
            page.transport.abort()

    def lose(self, page: Listener, reason: str) -> None:
        """A page tells that its connection has ended."""
        if page in self.pages:
            self.ends.append((time.monotonic(), reason))
            self.pages.remove(page)
