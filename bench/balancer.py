"""One port before several processes of a site, where there is no nginx. For trying things out, not for serving."""

import asyncio
import socket
import threading
from asyncio import StreamReader, StreamWriter
from collections import deque
from contextlib import suppress

HERE = "127.0.0.1"
EVERY, PATIENCE = 0.2, 2.0  # seconds between two questions to a process, and that it has to answer
AT_ONCE = 65_536  # bytes
END = b"\r\n\r\n"
READY = b"GET /readyz HTTP/1.1\r\nHost: balancer\r\nConnection: close" + END
NOBODY = b"HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\nConnection: close" + END
OURS = {b"x-forwarded-for", b"x-forwarded-proto"}  # fields that only we may write


class Balancer:
    """Takes turns among the processes that say they are ready, one request a connection; in a thread of its own."""

    def __init__(self, ports: list[int], port: int):
        """Raises OSError where the port is taken."""
        self.turns = deque(ports)
        self.ready: set[int] = set()
        self.door = socket.create_server((HERE, port), backlog=1_024)
        self.opened, self.ended = threading.Event(), threading.Event()
        self.thread = threading.Thread(target=lambda: asyncio.run(self._serve()), name="balancer", daemon=True)

    def start(self) -> None:
        """Back when all were asked."""
        self.thread.start()
        self.opened.wait()

    def discard(self) -> None:
        """Hang up on everybody."""
        self.ended.set()
        if self.thread.is_alive():
            self.thread.join()
        self.door.close()

    async def _serve(self) -> None:
        """What this leaves behind, asyncio.run ends."""
        await asyncio.gather(*map(self._ask, self.turns))
        self.asking = [asyncio.create_task(self._keep_asking(port)) for port in self.turns]
        server = await asyncio.start_server(self._carry, sock=self.door)
        self.opened.set()
        await asyncio.to_thread(self.ended.wait)
        server.close()

    async def _keep_asking(self, port: int) -> None:
        while True:
            await asyncio.sleep(EVERY)
            await self._ask(port)

    async def _ask(self, port: int) -> None:
        (self.ready.add if await _is_ready(port) else self.ready.discard)(port)

    async def _carry(self, from_browser: StreamReader, browser: StreamWriter) -> None:
        with suppress(OSError, EOFError, asyncio.LimitOverrunError):  # one of the two is gone, or never spoke HTTP
            head = await from_browser.readuntil(END)
            if taken := await self._let_in():
                from_site, site = taken
                site.write(introduced(head, browser.get_extra_info("peername")[0]))
                await _either(_pass_on(from_browser, site), _pass_on(from_site, browser))
                site.close()
            else:
                browser.write(NOBODY)
        browser.close()

    async def _let_in(self) -> tuple[StreamReader, StreamWriter] | None:
        """A connection to the process whose turn it is, or to the next that takes one."""
        self.turns.rotate(-1)
        for port in [port for port in self.turns if port in self.ready]:
            with suppress(OSError):
                return await asyncio.open_connection(HERE, port)
        return None


def introduced(head: bytes, address: str) -> bytes:
    """A request's head that says whom it is from, and ends the connection after it, unless it is to be upgraded."""
    request, *fields = head.removesuffix(END).split(b"\r\n")
    dropped, added = OURS, [b"X-Forwarded-For: " + address.encode(), b"X-Forwarded-Proto: http"]
    if b"upgrade" not in map(_name, fields):
        dropped, added = OURS | {b"connection"}, [*added, b"Connection: close"]
    return b"\r\n".join([request, *(field for field in fields if _name(field) not in dropped), *added]) + END


def _name(field: bytes) -> bytes:
    return field.partition(b":")[0].strip().lower()


async def _is_ready(port: int) -> bool:
    with suppress(OSError, TimeoutError):
        async with asyncio.timeout(PATIENCE):
            reader, writer = await asyncio.open_connection(HERE, port)
            writer.write(READY)
            status = await reader.readline()
            writer.close()
            return b" 200 " in status
    return False


async def _pass_on(reader: StreamReader, writer: StreamWriter) -> None:
    with suppress(OSError):
        while said := await reader.read(AT_ONCE):
            writer.write(said)
            await writer.drain()


async def _either(*ways) -> None:
    """Until one of the two has nothing more to say."""
    tasks = [asyncio.ensure_future(way) for way in ways]
    await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    for task in tasks:
        task.cancel()
