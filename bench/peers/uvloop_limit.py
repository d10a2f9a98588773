"""What Python can do at best: a handshake by hand, then each message encoded once and written to all transports.

It knows short and whole text messages only, and no connection that falls behind. The rooms are the addresses.
"""

import asyncio
import re
import sys
from collections import defaultdict

import uvloop
from websockets.frames import Frame, Opcode
from websockets.utils import accept_key, apply_mask

KEY = re.compile(rb"GET (\S+) .*\r\nSec-WebSocket-Key: (\S+)", re.S)
ANSWER = "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
rooms: defaultdict[bytes, set[asyncio.Transport]] = defaultdict(set)


class Chat(asyncio.Protocol):
    room = None
    rest = b""

    def connection_made(self, transport):
        self.transport = transport

    def data_received(self, data):
        self.rest += data
        if self.room is None and b"\r\n\r\n" in self.rest:
            self.shake_hands()
        while self.room and (message := self.next_message()):
            frame = Frame(Opcode.TEXT, message).serialize(mask=False)
            for transport in self.room:
                transport.write(frame)

    def connection_lost(self, error):
        if self.room:
            self.room.discard(self.transport)

    def shake_hands(self):
        head, _, self.rest = self.rest.partition(b"\r\n\r\n")
        address, key = KEY.match(head).groups()
        self.transport.write(f"{ANSWER}Sec-WebSocket-Accept: {accept_key(key.decode())}\r\n\r\n".encode())
        self.room = rooms[address]
        self.room.add(self.transport)

    def next_message(self) -> bytes | None:
        """Masked, after two bytes or four (RFC 6455, section 5.2)."""
        mask = 4 if self.rest[1:2] == b"\xfe" else 2
        end = mask + 4 + (int.from_bytes(self.rest[2:4]) if mask == 4 else int.from_bytes(self.rest[1:2]) & 0x7F)
        if len(self.rest) < end:
            return None
        key, masked, self.rest = self.rest[mask : mask + 4], self.rest[mask + 4 : end], self.rest[end:]
        return apply_mask(masked, key)


async def main(port: int) -> None:
    server = await asyncio.get_running_loop().create_server(Chat, "127.0.0.1", port, backlog=4_096)
    await server.serve_forever()


if __name__ == "__main__":
    uvloop.run(main(int(sys.argv[1])))
