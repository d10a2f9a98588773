"""Frames reach browsers by our server's protocol, and by any ASGI server's send."""

import asyncio
from types import SimpleNamespace

import pytest
from websockets.frames import Opcode
from websockets.server import ServerProtocol

from live.engine import wires
from live.engine.server import LiveProtocol
from live.engine.wires import EXTENSION, AsgiWire, DeflatingWire, Frame, ServerWire, SharedFrame, wire_of


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


def wire_to(server, blocked=None, drained=None):
    def note(what):
        return lambda: what is not None and what.append(True)

    return AsgiWire(server.send, note(blocked), note(drained))


async def test_a_frame_is_sent_at_once_where_there_is_room():
    server = Server()
    wire = wire_to(server)
    wire.write("<p>hello</p>")
    assert server.sent == [{"type": "websocket.send", "text": "<p>hello</p>"}]
    assert wire.is_open


async def test_where_there_is_none_the_page_hears_when_it_may_go_on():
    server, blocked, drained = Server(), [], []
    wire = wire_to(server, blocked, drained)
    server.room.clear()
    wire.write("one")
    assert (wire.is_open, blocked, drained) == (False, [True], [])
    server.room.set()
    await settle()
    assert [message["text"] for message in server.sent] == ["one"]
    assert (wire.is_open, drained) == (True, [True])


async def test_who_takes_nothing_for_too_long_is_closed(monkeypatch):
    monkeypatch.setattr(wires, "PATIENCE", 0.01)
    server = Server()
    wire = wire_to(server)
    server.room.clear()
    wire.write("never taken")
    await asyncio.sleep(0.05)
    server.room.set()
    await settle()
    assert server.sent == [{"type": "websocket.close", "code": 1013}]


async def test_a_connection_that_is_gone_raises_nothing():
    async def send(message):
        raise OSError("gone")

    wire = AsgiWire(send, print, print)
    wire.write("into the void")
    assert wire.is_open


class Transport:
    def __init__(self):
        self.written = []

    def write(self, data):
        self.written.append(data)


@pytest.mark.parametrize(("deflates", "kind"), [(False, ServerWire), (True, DeflatingWire)])
async def test_our_own_server_is_written_to_directly(deflates, kind):
    protocol = SimpleNamespace(transport=Transport(), deflates=deflates)
    wire = wire_of({"extensions": {EXTENSION: protocol}}, None, print, repr)
    assert type(wire) is kind
    frame = SharedFrame("ä" * 200)
    wire.write(wire.payload(frame))
    assert protocol.transport.written == [frame.deflated if deflates else frame.encoded]
    assert (protocol.on_block, protocol.on_drain) == (print, repr)


def test_a_frame_is_one_text_message():
    encoded = Frame("ä" * 200).encoded
    assert encoded[:2] == bytes([0x80 | Opcode.TEXT, 126])
    assert encoded[4:].decode() == "ä" * 200


def test_the_server_still_has_what_we_override_and_use():
    """uvicorn is pinned; whoever renews it sees here what to look at."""
    for name in (
        "handle_connect",
        "handle_close",
        "pause_writing",
        "resume_writing",
        "connection_lost",
        "shutdown",
        "stop_keepalive",
    ):
        assert name in LiveProtocol.__mro__[1].__dict__, name
    source = LiveProtocol.__mro__[1].__init__.__code__.co_names
    for name in ("connections", "transport", "queue", "close_sent", "disconnected", "close_timer", "conn", "writable"):
        assert name in source, name
    assert hasattr(ServerProtocol, "send_close")
    assert hasattr(ServerProtocol, "data_to_send")
