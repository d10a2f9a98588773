"""Worse lines: a tunnel in which all packets are lost, a proxy without patience, and one without websockets."""

import asyncio

from tests.support.line import AT_ONCE, Call, Line


class Tunnel(Line):
    """What is sent while it is closed arrives nowhere, and nobody is told: no FIN, no RST, no answer to a SYN."""

    def __init__(self, site_port: int, port: int = 0):
        super().__init__(site_port, port)
        self.is_open = asyncio.Event()
        self.is_open.set()

    def enter(self) -> None:
        self._do(self._set(self._lose_everything))

    def leave(self) -> None:
        """What was lost stays lost: old connections find out that they are none, new ones go through."""
        self._do(self._set(self.is_open.set))
        self.cut()

    def _lose_everything(self) -> None:
        self.is_open.clear()
        for call in self.calls:
            for end in filter(None, (call.browser, call.site)):
                end.transport.pause_reading()

    async def _connect(self, reader, writer) -> None:
        await self.is_open.wait()
        await super()._connect(reader, writer)


class ImpatientProxy(Line):
    """Hangs up where the site has said nothing for `patience` seconds, as nginx does after 60."""

    def __init__(self, site_port: int, port: int = 0, patience: float = 60.0):
        super().__init__(site_port, port)
        self.patience = patience
        self.hung_up = 0

    async def _connect(self, reader, writer) -> None:
        await _carry(ImpatientCall(self, writer), reader)


class ImpatientCall(Call):
    async def _back(self, reader: asyncio.StreamReader) -> None:
        while said := await self._heard(reader):
            self.browser.write(said)
            await self.browser.drain()

    async def _heard(self, reader: asyncio.StreamReader) -> bytes:
        try:
            async with asyncio.timeout(self.line.patience):
                return await reader.read(AT_ONCE)
        except TimeoutError:
            self.line.hung_up += 1
            return b""


class PlainProxy(Line):
    """Lets no websocket through."""

    async def _connect(self, reader, writer) -> None:
        await _carry(PlainCall(self, writer), reader)


class PlainCall(Call):
    async def _there(self, reader: asyncio.StreamReader) -> None:
        while (said := await reader.read(AT_ONCE)) and b"upgrade: websocket" not in said.lower():
            self.site.write(said)
            await self.site.drain()


async def _carry(call: Call, reader: asyncio.StreamReader) -> None:
    calls = call.line.calls
    calls.add(call)
    try:
        await call.carry(reader)
    finally:
        calls.discard(call)
        call.cut()
