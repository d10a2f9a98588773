"""Frames reach browsers by our server's protocol, and by any ASGI server's send."""

import asyncio

from websockets.frames import Opcode
from websockets.server import ServerProtocol

from live.engine import wires
from live.engine.server import LiveProtocol
from live.engine.wires import EXTENSION, AsgiWire, Frame, ServerWire, wire_of


class Server:
    """An ASGI server whose connection takes frames until it is `full`."""

    def __init__(self):
        self.sent = []
        self.room = asyncio.Event()
        self.room.set()

    async def send(self, message):
        await self.room.wait()
        self.sent.append(message)


async def settle():
    for _ in range(5):
        await asyncio.sleep(0)


async def test_a_frame_is_sent_at_once_where_there_is_room():
    server = Server()
    wire = AsgiWire(server.send, lambda: None)
    assert wire.write(Frame("<p>hello</p>"))
    assert server.sent == [{"type": "websocket.send", "text": "<p>hello</p>"}]
    assert wire.writer is None


async def test_where_there_is_none_the_page_hears_when_it_may_go_on():
    server, drained = Server(), []
    wire = AsgiWire(server.send, lambda: drained.append(True))
    server.room.clear()
    assert wire.write(Frame("one"))  # on its way
    assert not wire.write(Frame("two"))  # refused, and not kept
    server.room.set()
    await settle()
    assert [message["text"] for message in server.sent] == ["one"]
    assert drained == [True]
    assert wire.write(Frame("three"))


async def test_who_takes_nothing_for_too_long_is_closed(monkeypatch):
    monkeypatch.setattr(wires, "PATIENCE", 0.01)
    server = Server()
    wire = AsgiWire(server.send, lambda: None)
    server.room.clear()
    wire.write(Frame("never taken"))
    await asyncio.sleep(0.05)
    server.room.set()
    await settle()
    assert server.sent == [{"type": "websocket.close", "code": 1013}]


async def test_a_connection_that_is_gone_raises_nothing():
    async def send(message):
        raise OSError("gone")

    assert AsgiWire(send, lambda: None).write(Frame("into the void"))


async def test_our_own_server_is_written_to_directly():
    class Protocol:
        deflates = False

        def write_frame(self, encoded):
            self.encoded = encoded
            return True

    protocol = Protocol()
    wire = wire_of({"extensions": {EXTENSION: protocol}}, None, print)
    assert isinstance(wire, ServerWire)
    assert wire.write(Frame("ä" * 200))
    assert protocol.on_drain is print
    assert protocol.encoded[:2] == bytes([0x80 | Opcode.TEXT, 126])
    assert protocol.encoded[4:].decode() == "ä" * 200


def test_the_server_still_has_what_we_override_and_use():
    """uvicorn is pinned; whoever renews it sees here what to look at."""
    for name in ("handle_connect", "pause_writing", "resume_writing", "connection_lost", "shutdown", "stop_keepalive"):
        assert name in LiveProtocol.__mro__[1].__dict__, name
    source = LiveProtocol.__mro__[1].__init__.__code__.co_names
    for name in ("connections", "transport", "queue", "close_sent", "disconnected", "close_timer", "conn", "writable"):
        assert name in source, name
    assert hasattr(ServerProtocol, "send_close")
    assert hasattr(ServerProtocol, "data_to_send")
