"""How a frame reaches a browser: encoded once, written to as many connections as there are."""

import asyncio
import types
from collections.abc import Callable
from operator import attrgetter
from typing import Any, Protocol

from websockets.frames import Frame as WebsocketFrame
from websockets.frames import Opcode

from live.engine.deflate import compressed

EXTENSION = "live.writer"  # in the ASGI scope: our server's protocol, see server.py
TOO_SLOW = 1013
PATIENCE = 10.0  # seconds that a page may take nothing before its connection is closed


class Frame:
    """What one send carries: HTML, and the bytes of the websocket message that all pages share. `why` is for people."""

    __slots__ = ("encoded", "text", "why")

    def __init__(self, text: str, why: str = ""):
        self.text = text
        self.why = why
        self.encoded = WebsocketFrame(Opcode.TEXT, text.encode()).serialize(mask=False)

    @property
    def deflated(self) -> bytes:
        """The same for connections that take compressed messages."""
        return self.encoded


class SharedFrame(Frame):
    """For many pages; compressed once."""

    __slots__ = ("_deflated",)

    def __init__(self, text: str, why: str = ""):
        super().__init__(text, why)
        self._deflated = b""

    @property
    def deflated(self) -> bytes:
        self._deflated = self._deflated or compressed(self.text.encode())
        return self._deflated


class Wire(Protocol):
    """A way to one browser.

    `payload` makes of a frame what `write` takes, the same for all wires of a kind. `on_block` is called as soon as
    the connection takes no more; what is written until then is on its way. `on_drain` is called when it goes on.
    """

    @property
    def payload(self) -> Callable[[Frame], Any]: ...

    @property
    def write(self) -> Callable[[Any], None]: ...

    @property
    def is_open(self) -> bool:
        """Whether it takes frames now."""

    def close(self, code: int) -> None: ...


class ServerWire:
    """Writes to the transport of our own server (LiveProtocol)."""

    __slots__ = ("protocol", "write")
    payload = attrgetter("encoded")

    def __init__(self, protocol: Any, on_block: Callable[[], None], on_drain: Callable[[], None]):
        self.protocol = protocol
        self.write = protocol.transport.write
        protocol.on_block, protocol.on_drain = on_block, on_drain

    @property
    def is_open(self) -> bool:
        return self.protocol.takes_frames

    def close(self, code: int) -> None:
        self.protocol.end(code)


class DeflatingWire(ServerWire):
    """… whose browser takes compressed messages."""

    __slots__ = ()
    payload = attrgetter("deflated")


class AsgiWire:
    """Writes through any ASGI server's `send`: stepped once, and finished by a task where it would block."""

    __slots__ = ("on_block", "on_drain", "send", "writer")
    payload = attrgetter("text")

    def __init__(self, send, on_block: Callable[[], None], on_drain: Callable[[], None]):
        self.send = send
        self.on_block = on_block
        self.on_drain = on_drain
        self.writer: asyncio.Task | None = None

    @property
    def is_open(self) -> bool:
        return self.writer is None

    def write(self, text: str) -> None:
        self._start({"type": "websocket.send", "text": text})

    def close(self, code: int) -> None:
        if self.writer:
            self.writer.cancel()
            self.writer = None
        self._start({"type": "websocket.close", "code": code})

    def _start(self, message: dict) -> None:
        sending = self.send(message)
        try:
            waits_for = sending.send(None)
        except StopIteration:
            return
        except Exception:  # the connection is gone; its consumer is told by the server
            return
        self.writer = asyncio.get_running_loop().create_task(self._finish(sending, waits_for))
        self.on_block()

    async def _finish(self, sending, waits_for) -> None:
        try:
            async with asyncio.timeout(PATIENCE):
                await _go_on(sending, waits_for)
        except TimeoutError:
            self.writer = None
            self.close(TOO_SLOW)
        except Exception:  # as above
            return
        else:
            self.writer = None
            self.on_drain()


@types.coroutine
def _go_on(coroutine, waits_for):
    """Await a coroutine that has already been stepped to its first wait."""
    while True:
        try:
            value = yield waits_for
        except BaseException as error:
            step, given = coroutine.throw, error
        else:
            step, given = coroutine.send, value
        try:
            waits_for = step(given)
        except StopIteration as finished:
            return finished.value


def wire_of(scope: dict, send, on_block: Callable[[], None], on_drain: Callable[[], None]) -> Wire:
    """The fastest way to this connection."""
    protocol = scope.get("extensions", {}).get(EXTENSION)
    if not protocol:
        return AsgiWire(send, on_block, on_drain)
    return (DeflatingWire if protocol.deflates else ServerWire)(protocol, on_block, on_drain)
