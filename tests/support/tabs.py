"""Very many tabs at little cost: of what they are sent they see no more than that they are up to date."""

import asyncio
import json
import socket
import time

from bench.listeners import Listener, Ticket
from tests.support.visitors import OpenPage

LIVE = b"data-live"
SMALLEST = 2_304, 536  # bytes: a socket's buffer, a TCP segment; so that little is on its way to who does not read


def ticket_of(page: OpenPage) -> Ticket:
    """What a tab with this page says when it connects."""
    resume = {"action": "resume", "position": list(page.positions.values()), "headers": {"HX-Request": "true"}}
    return Ticket(page.address, page.visitor.url, page.visitor.cookie_header(), json.dumps(resume), LIVE)


class Tab:
    """One of them. `live_after`: seconds from the connection's beginning until it was up to date."""

    marker = LIVE

    def __init__(self, ticket: Ticket):
        self.listener = Listener(ticket, self)
        self.bytes = 0
        self.live_after: float | None = None
        self.lost = ""
        self.settled = asyncio.Event()

    async def open(self, port: int, sock: socket.socket | None = None) -> "Tab":
        """Connect, and wait until it is up to date or refused."""
        self.began = time.monotonic()
        where = {"sock": sock} if sock else {"host": "127.0.0.1", "port": port}
        await asyncio.get_running_loop().create_connection(lambda: self.listener, **where)
        await self.settled.wait()
        return self

    async def fall_asleep(self, port: int) -> "Tab":
        """Open it and read nothing more."""
        sock = socket.socket()
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, SMALLEST[0])
        sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_MAXSEG, SMALLEST[1])
        sock.setblocking(False)
        await asyncio.get_running_loop().sock_connect(sock, ("127.0.0.1", port))
        await self.open(port, sock)
        self.listener.transport.pause_reading()
        return self

    def close(self) -> None:
        self.listener.transport.abort()

    # What its listener tells

    def hear(self, listener: Listener) -> None:
        if self.live_after is None:
            self.live_after = time.monotonic() - self.began
        self.settled.set()

    def lose(self, listener: Listener, reason: str) -> None:
        self.lost = self.lost or reason
        self.settled.set()
