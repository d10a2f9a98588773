"""Nothing of a connection that has ended is kept (faults.md C7, C8, E4): the collector of cycles comes by seldom."""

import gc
import weakref
from contextlib import suppress

import pytest
import websockets

from live.engine.audiences import Page
from live.engine.callers import CallerProtocol
from live.engine.frames import MAX_FRAME
from live.engine.server import LiveProtocol
from live.engine.wires import EXTENSION, wire_of
from tests.engine.serving import serving
from tests.support.waiting import until


@pytest.fixture
async def served():
    """An address at which a page listens, and weak references to what there is of its connection."""
    callers, parts = [], []

    class Caller(CallerProtocol):
        def connection_made(self, transport):
            callers.append(self)
            super().connection_made(transport)

    async def listen(scope, receive, send):
        protocol = scope["extensions"][EXTENSION]
        page = Page(None, None, "", None)
        await receive()
        await send({"type": "websocket.accept"})
        page.accept(wire_of(scope, send, page.step_back, page.catch_up))
        parts.extend(map(weakref.ref, (protocol, protocol.conn, callers.pop())))
        while (await receive())["type"] != "websocket.disconnect":
            pass

    async with serving(listen, http=Caller, ws=LiveProtocol, ws_max_size=MAX_FRAME) as server:
        gc.collect()
        gc.disable()
        yield f"ws://127.0.0.1:{server.config.port}/", parts
        gc.enable()


@pytest.mark.parametrize("frame", ["hello", "x" * (MAX_FRAME + 1)], ids=["small", "too large"])
@pytest.mark.parametrize("politely", [True, False])
async def test_it_is_gone_at_once(served, frame, politely):
    address, parts = served
    async with websockets.connect(address, compression=None) as page:
        with suppress(websockets.ConnectionClosed):
            await page.send(frame)
            await page.ping()
        if not politely:
            page.transport.abort()
    await until(lambda: parts and not any(part() for part in parts))
