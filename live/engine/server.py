"""uvicorn with what live pages need: frames written past the ASGI queue, slow pages closed, a draining shutdown.

Overrides parts of `uvicorn.protocols.websockets.websockets_sansio_impl` (pinned; a test notices when it changes).
"""

import asyncio
import gc
import random
import signal

import uvicorn
from django.conf import settings
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from websockets.exceptions import InvalidState

from live.engine.callers import TOO_LONG, CallerProtocol
from live.engine.deflate import DeflateFactory
from live.engine.frames import MAX_FRAME
from live.engine.health import leaving
from live.engine.wires import EXTENSION, PATIENCE, TOO_SLOW

CLOSES_PER_SECOND = 300  # while draining: as many as sign in again without pushing each other aside
DRAIN_AT_MOST = 20.0  # seconds
LINGER = 2.0  # seconds in which a closed connection may still take its last frames
HEAR_OUT = 0.25  # seconds in which who came in before the door was shut may say what for


class LiveProtocol(WebSocketsSansIOProtocol):
    """A websocket connection to whose transport the hub writes.

    `on_block` is called as soon as it takes no more frames: its buffer is full, or a close frame is on its way.
    """

    on_block = None
    on_drain = None
    stuck = None

    def handle_connect(self, event):
        if len(event.headers.get_all("Origin")) > 1:
            del event.headers["Origin"]  # several are as good as none
        self.conn.available_extensions = [DeflateFactory()]
        super().handle_connect(event)
        if self.response.status_code == 101:
            self.scope["extensions"][EXTENSION] = self  # type: ignore[assignment, index]

    def data_received(self, data):
        """As uvicorn, which raises where what comes is no frame before a connection is accepted or after its end."""
        try:
            super().data_received(data)
        except (AssertionError, InvalidState):
            self.transport.abort()
        if self.conn.handshake_exc and not self.handshake_initiated:  # lines that are too long, or too many
            self.transport.write(TOO_LONG)
            self.transport.close()

    def send_500_response(self):
        if not self.transport.is_closing():
            super().send_500_response()

    @property
    def deflates(self) -> bool:
        """Whether its browser takes compressed messages."""
        return bool(self.conn.extensions)

    @property
    def takes_frames(self) -> bool:
        return self.writable.is_set() and not (self.close_sent or self.disconnected or self.transport.is_closing())

    def pause_writing(self):
        super().pause_writing()
        self._block()
        self.stuck = self.loop.call_later(PATIENCE, self.end, TOO_SLOW)

    def resume_writing(self):
        super().resume_writing()
        self._unstick()
        if self.on_drain and self.takes_frames:
            self.on_drain()

    def handle_close(self, event):
        self._block()
        super().handle_close(event)

    def connection_lost(self, exc):
        self._block()
        self._unstick()
        super().connection_lost(exc)
        self._let_go()

    def end(self, code: int) -> None:
        """Close with that code, whether or not the browser still reads."""
        if self.close_sent or self.transport.is_closing():
            return
        self._block()
        self.stop_keepalive()
        self.conn.send_close(code)
        self.transport.write(b"".join(self.conn.data_to_send()))
        self.close_sent = True
        self.queue.put_nowait({"type": "websocket.disconnect", "code": code})
        self.close_timer = self.loop.call_later(LINGER, self.transport.abort)

    def shutdown(self):
        """Close with 1012 at a moment of its own, so that the pages do not all come back at once."""
        spread = min(len(self.connections) / CLOSES_PER_SECOND, DRAIN_AT_MOST)
        self.loop.call_later(random.uniform(0, spread), self._leave)

    def _leave(self):
        self._block()
        super().shutdown()

    def _block(self):
        if self.on_block:
            self.on_block()

    def _unstick(self):
        if self.stuck:
            self.stuck.cancel()
            self.stuck = None

    def _let_go(self):
        """Untie what refers to itself: it would keep what has come in until the collector comes by, which is seldom."""
        self.on_block = self.on_drain = None
        self.conn.parser.close()
        self.conn.parser_exc = self.conn.handshake_exc = None
        if self.handshake_initiated and self.response.status_code == 101:
            self.scope["extensions"].pop(EXTENSION, None)


class LiveServer(uvicorn.Server):
    """Ends without failing a request: for `notice` seconds it serves on, while balancers find it leaving."""

    def __init__(self, config: uvicorn.Config, notice: float = 0.0):
        super().__init__(config)
        self.notice = notice

    async def startup(self, sockets=None):
        await super().startup(sockets)
        _calm_the_collector()

    async def shutdown(self, sockets=None):
        leaving.set()
        await asyncio.sleep(self.notice)
        for door in self.servers:
            door.close()
        await asyncio.sleep(HEAR_OUT)  # uvicorn hangs up at once on who has not spoken yet
        await super().shutdown(sockets)


def _calm_the_collector() -> None:
    """Look for cycles less often than after every 700 new objects: one long page makes many thousands.

    What is loaded by now stays for good, and is not looked through at all. All else is, after every million new
    objects: until then what refers to itself stays.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(5_000, 10, 20)


def config(host: str, port: int) -> uvicorn.Config:
    """How we run uvicorn, in development and production alike."""
    return uvicorn.Config(
        "site_config.asgi:application",
        host=host,
        port=port,
        http=CallerProtocol,
        ws=LiveProtocol,
        ws_max_size=MAX_FRAME,
        ws_per_message_deflate=False,
        ws_ping_interval=15,
        ws_ping_timeout=15,
        timeout_graceful_shutdown=int(DRAIN_AT_MOST) + 8,
        lifespan="on",
        access_log=settings.DEBUG,
        log_config=None,
        log_level="info" if settings.DEBUG else "warning",
        server_header=False,
        backlog=4096,
        proxy_headers=True,
    )


def run(host: str, port: int, notice: float = 0.0) -> None:
    """Serve in whatever thread this is, as the development server's autoreloader needs it."""
    LiveServer(config(host, port), notice).run()


def serve(host: str, port: int, notice: float = 0.0) -> None:
    """Serve until SIGTERM or SIGINT, then drain and exit with 0."""
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, _leave)  # uvicorn raises the signal again once it has drained
    run(host, port, notice)


def _leave(*_) -> None:
    raise SystemExit(0)
