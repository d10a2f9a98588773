"""Websocket connections that cost next to nothing: of frames they see the length, and whether a marker is in them."""

import asyncio
import base64
import os
import zlib
from typing import NamedTuple

TEXT, CLOSE, PING, PONG = 0x1, 0x8, 0x9, 0xA
ONE_TEXT = b"\x81\x7e"  # how a text of 126 to 65,535 bytes begins: nearly all that comes, and nearly always alone
COMPRESSED = 0x40  # RFC 7692, section 6: the first bit after that of the last fragment
MASK = bytes(4)  # browsers must mask what they send; with zeros the masked text is the text
BROWSERS_OFFER = "Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits"


class Ticket(NamedTuple):
    """What a page needs to connect: where to, as whom, what it says first, and what tells it that it is ready."""

    path: str
    origin: str
    cookie: str = ""
    hello: str = ""
    ready: bytes = b""  # in the frame after which nothing is missing; none: the handshake is enough
    ping: bytes = b""  # a text that wants an answer, in protocols that have their own signs of life
    pong: str = ""
    compression: bool = False  # whether it is offered, as browsers do

    def handshake(self) -> bytes:
        host = self.origin.partition("//")[2]
        lines = [
            f"GET {self.path} HTTP/1.1",
            f"Host: {host}",
            f"Origin: {self.origin}",
            "Connection: Upgrade",
            "Upgrade: websocket",
            "Sec-WebSocket-Version: 13",
            f"Sec-WebSocket-Key: {base64.b64encode(os.urandom(16)).decode()}",
            *([BROWSERS_OFFER] if self.compression else []),
            *([f"Cookie: {self.cookie}"] if self.cookie else []),
        ]
        return "\r\n".join([*lines, "", ""]).encode()


class Listener(asyncio.Protocol):
    """One connection. It tells its crowd when the crowd's marker has come."""

    __slots__ = ("connected", "crowd", "inflater", "rest", "ticket", "transport")

    def __init__(self, ticket: Ticket, crowd):
        self.ticket = ticket
        self.crowd = crowd
        self.connected = False
        self.rest = b""
        self.inflater = Inflater()

    def connection_made(self, transport):
        self.transport = transport
        transport.write(self.ticket.handshake())

    def data_received(self, data):
        if self.rest:
            data = self.rest + data
        elif data[:2] == ONE_TEXT and len(data) == 4 + int.from_bytes(data[2:4]) and self.connected:
            self.crowd.bytes += len(data) - 4
            return self.hear(data[4:])
        if not self.connected:
            data = self._shake_hands(data)
        self.rest = self._take_frames(data) if self.connected else data

    def connection_lost(self, error):
        self.crowd.lose(self, f"connection lost: {error}")

    def say(self, text: str) -> None:
        self.transport.write(masked(TEXT, text.encode()))

    def hear(self, text: bytes) -> None:
        if self.crowd.marker in text:
            self.crowd.hear(self)

    def _shake_hands(self, data: bytes) -> bytes:
        head, end, rest = data.partition(b"\r\n\r\n")
        if not end:
            return data
        if b" 101 " not in head.partition(b"\r\n")[0]:
            self.crowd.lose(self, head.partition(b"\r\n")[0].decode())
            return b""
        self.connected = True
        if self.ticket.hello:
            self.say(self.ticket.hello)
        if not self.ticket.ready:
            self.crowd.hear(self)
        return rest

    def _take_frames(self, data: bytes) -> bytes:
        """Look at the whole frames (RFC 6455, section 5.2); what is left over is the beginning of the next."""
        start, end = 0, len(data)
        while end - start >= 2:
            length, payload = data[start + 1], start + 2
            if length >= 126:
                payload += 2 if length == 126 else 8
                length = int.from_bytes(data[start + 2 : payload])
            if payload + length > end:
                break
            self._take(data[start], data[payload : payload + length])
            start = payload + length
        return data[start:]

    def _take(self, first: int, payload: bytes) -> None:
        kind = first & 0xF
        if kind == TEXT:
            self.crowd.bytes += len(payload)
            self.hear(self.inflater.inflated(payload) if first & COMPRESSED else payload)
            if payload == self.ticket.ping and payload:
                self.say(self.ticket.pong)
        elif kind == PING:
            self.transport.write(masked(PONG, payload))
        elif kind == CLOSE:
            self.crowd.lose(self, f"closed with {int.from_bytes(payload[:2])}")


class Inflater:
    """What RFC 7692 says in section 7.2.2. A server may begin anew with each message, or not."""

    __slots__ = ("stream",)

    def __init__(self):
        self.stream = None

    def inflated(self, payload: bytes) -> bytes:
        if self.stream is None or self.stream.eof:
            self.stream = zlib.decompressobj(wbits=-zlib.MAX_WBITS)
        return self.stream.decompress(payload + b"\x00\x00\xff\xff")


def masked(kind: int, payload: bytes) -> bytes:
    """A frame as a browser sends it."""
    length = len(payload)
    size = bytes([0x80 | length]) if length < 126 else b"\xfe" + length.to_bytes(2)
    return bytes([0x80 | kind]) + size + MASK + payload
