"""The line between browsers and a site: it can be cut, refused, slowed down, or keep what the site says."""

import asyncio
import threading
from collections.abc import Coroutine

from tests.support.site import free_port

AT_ONCE = 65_536  # bytes


class Line:
    """A TCP proxy on a port of its own, in a thread of its own: what is opened at `url` comes from the site."""

    def __init__(self, site_port: int, port: int = 0):
        self.site_port = site_port
        self.port = port or free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.calls: set[Call] = set()
        self.is_refusing = False
        self.pace = 0
        self.lag = 0.0
        self.carried = 0  # bytes that browsers have been sent
        self.is_clear = asyncio.Event()
        self.is_clear.set()
        self.loop = asyncio.new_event_loop()
        self.thread = threading.Thread(target=self.loop.run_forever, name="line", daemon=True)

    def start(self) -> "Line":
        self.thread.start()
        self.server = self._do(asyncio.start_server(self._connect, "127.0.0.1", self.port))
        return self

    def end(self) -> None:
        self._do(self._hang_up())
        self.loop.call_soon_threadsafe(self.loop.stop)
        self.thread.join()
        self.loop.close()

    def cut(self) -> None:
        """Break all connections of now, without a goodbye; new ones go through."""
        self._do(self._cut())

    def refuse(self) -> None:
        """Break all connections, and let no new ones through until `allow`."""
        self.is_refusing = True
        self.cut()

    def allow(self) -> None:
        self.is_refusing = False

    def hold(self) -> None:
        """Keep what the site says, until `release`."""
        self._do(self._set(self.is_clear.clear))

    def release(self) -> None:
        self._do(self._set(self.is_clear.set))

    def swallow_answers(self) -> None:
        """Lose what the site says on the connections of now: it hears, and is not heard, until they are cut."""
        for call in self.calls.copy():
            call.is_deaf = True

    def slow(self, bytes_per_second: int) -> None:
        """What the site says comes at this pace; 0: as fast as it goes."""
        self.pace = bytes_per_second

    def delay(self, seconds: float) -> None:
        """What the site says comes so much later."""
        self.lag = seconds

    # In the thread

    def _do(self, work: Coroutine):
        return asyncio.run_coroutine_threadsafe(work, self.loop).result(10)

    async def _connect(self, reader, writer) -> None:
        if self.is_refusing:
            return writer.transport.abort()
        call = Call(self, writer)
        self.calls.add(call)
        try:
            await call.carry(reader)
        except OSError:  # the site is not there, or one of the two is gone
            pass
        finally:
            self.calls.discard(call)
            call.cut()

    async def _set(self, switch) -> None:
        switch()

    async def _cut(self) -> None:
        for call in self.calls.copy():
            call.cut()

    async def _hang_up(self) -> None:
        self.server.close()
        self.is_clear.set()
        await self._cut()
        if work := asyncio.all_tasks() - {asyncio.current_task()}:
            await asyncio.wait(work, timeout=5)


class Call:
    """One connection through the line."""

    def __init__(self, line: Line, browser: asyncio.StreamWriter):
        self.line = line
        self.browser = browser
        self.site: asyncio.StreamWriter | None = None
        self.is_deaf = False

    async def carry(self, from_browser: asyncio.StreamReader) -> None:
        """Until one of the two ends it."""
        from_site, self.site = await asyncio.open_connection("127.0.0.1", self.line.site_port)
        ways = [asyncio.ensure_future(way) for way in (self._there(from_browser), self._back(from_site))]
        await asyncio.wait(ways, return_when=asyncio.FIRST_COMPLETED)
        self.cut()
        await asyncio.gather(*ways, return_exceptions=True)

    def cut(self) -> None:
        for writer in filter(None, (self.browser, self.site)):
            writer.transport.abort()

    async def _there(self, reader: asyncio.StreamReader) -> None:
        while said := await reader.read(AT_ONCE):
            self.site.write(said)
            await self.site.drain()

    async def _back(self, reader: asyncio.StreamReader) -> None:
        while said := await reader.read(self.line.pace // 10 or AT_ONCE):
            await asyncio.sleep(self.line.lag)
            await self.line.is_clear.wait()
            if not self.is_deaf:
                self.browser.write(said)
                self.line.carried += len(said)
                await self.browser.drain()
            if self.line.pace:
                await asyncio.sleep(0.1)
