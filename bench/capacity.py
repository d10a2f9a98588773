"""How fast the load client is by itself: fed by a blaster in its own process, on its own core."""

import asyncio
import time

from bench.crowds import Crowd
from bench.listeners import Ticket
from live.engine.wires import Frame

ROUNDS = 40
MARKER = b"blast"
ACCEPTED = b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n"


class Blaster(asyncio.Protocol):
    """The least that a server can do: it shakes hands unseen, and one frame goes to all."""

    def __init__(self, transports: list[asyncio.Transport]):
        self.transports = transports

    def connection_made(self, transport):
        self.transport = transport

    def data_received(self, data):
        if data.endswith(b"\r\n\r\n"):
            self.transport.write(ACCEPTED)
            self.transports.append(self.transport)


async def capacity(listeners: int, size: int) -> float:
    """Frames of `size` bytes a second that the client takes, the blaster's own work included."""
    transports: list[asyncio.Transport] = []
    server = await asyncio.get_running_loop().create_server(lambda: Blaster(transports), "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    crowd = Crowd()
    await crowd.join(port, [Ticket("/", f"http://127.0.0.1:{port}")], listeners)
    frame = Frame("blast".ljust(size)).encoded
    began = time.perf_counter()
    for _ in range(ROUNDS):
        await crowd.time_until_all_hear(MARKER, lambda: _blast(transports, frame))
    seconds = time.perf_counter() - began
    crowd.leave()
    server.close()
    return ROUNDS * listeners / seconds


def _blast(transports: list[asyncio.Transport], frame: bytes) -> None:
    for transport in transports:
        transport.write(frame)
