"""How a frame reaches a browser: encoded once, written to as many connections as there are."""

import asyncio
import types
from collections.abc import Callable
from typing import Any

from websockets.frames import Frame as WebsocketFrame
from websockets.frames import Opcode

from live.engine.deflate import compressed

EXTENSION = "live.writer"  # in the ASGI scope: our server's protocol, see server.py
TOO_SLOW = 1013
PATIENCE = 10.0  # seconds that a page may take nothing before its connection is closed


class Frame:
    """What one send carries: HTML, and the bytes of the websocket message that all pages share."""

    __slots__ = ("encoded", "text")

    def __init__(self, text: str):
        self.text = text
        self.encoded = WebsocketFrame(Opcode.TEXT, text.encode()).serialize(mask=False)

    @property
    def deflated(self) -> bytes:
        """The same for connections that take compressed messages."""
        return self.encoded


class SharedFrame(Frame):
    """For many pages; compressed once."""

    __slots__ = ("_deflated",)

    def __init__(self, text: str):
        super().__init__(text)
        self._deflated = b""

    @property
    def deflated(self) -> bytes:
        self._deflated = self._deflated or compressed(self.text.encode())
        return self._deflated


class ServerWire:
    """Writes to the transport of our own server (LiveProtocol)."""

    __slots__ = ("deflates", "protocol")

    def __init__(self, protocol: Any, on_drain: Callable[[], None]):
        self.protocol = protocol
        self.deflates = protocol.deflates
        protocol.on_drain = on_drain

    def write(self, frame: Frame) -> bool:
        """Hand the frame over now; False where the connection takes no more, and `on_drain` will be called."""
        return self.protocol.write_frame(frame.deflated if self.deflates else frame.encoded)

    def close(self, code: int) -> None:
        self.protocol.end(code)


class AsgiWire:
    """Writes through any ASGI server's `send`: stepped once, and finished by a task where it would block."""

    __slots__ = ("on_drain", "send", "writer")

    def __init__(self, send, on_drain: Callable[[], None]):
        self.send = send
        self.on_drain = on_drain
        self.writer: asyncio.Task | None = None

    def write(self, frame: Frame) -> bool:
        if self.writer:
            return False
        self._start({"type": "websocket.send", "text": frame.text})
        return True

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


def wire_of(scope: dict, send, on_drain: Callable[[], None]) -> ServerWire | AsgiWire:
    protocol = scope.get("extensions", {}).get(EXTENSION)
    return ServerWire(protocol, on_drain) if protocol else AsgiWire(send, on_drain)
