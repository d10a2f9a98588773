"""A browser gone mad: it connects, says anything at any moment, and leaves in any way."""

import asyncio
import json
import random
import string
from collections.abc import Callable

from bench.listeners import CLOSE, COMPRESSED, PING, PONG, TEXT, Ticket, masked

BINARY, MORE, FINAL = 0x2, 0x0, 0x80
ACTIONS = [
    *("resume", "post_message", "edit_message", "delete_message", "ask_delete", "cancel_edit", "draft", "typing"),
    *("change_lines", "echo", "__init__", "render", "", "websocket.disconnect", "_stay", "page.end"),
]
FIELDS = ["body", "nonce", "message", "position", "lines", "length", "now", "text", "headers", "action"]
PATIENCE = 1.0  # seconds for all of it: what it left unfinished, the server waits for


class MadTab:
    """One connection. `tickets` are those of real pages."""

    def __init__(self, seed: int, tickets: list[Ticket]):
        self.chance = random.Random(seed)
        self.ticket = self.chance.choice(tickets)
        self.moves: list[Callable[[], bytes]] = [
            *([self.resume, self.action] * 4),
            *(self.nonsense, self.binary, self.ping, self.pong, self.piece, self.last_piece, self.empty),
            *(self.unknown_kind, self.unmasked, self.squeezed, self.half, self.garbage, self.goodbye),
        ]

    async def live(self, port: int) -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        try:
            async with asyncio.timeout(PATIENCE):
                writer.write(self.handshake())
                if self.chance.random() < 0.9:  # otherwise it does not wait for the answer
                    await reader.readuntil(b"\r\n")
                for _ in range(self.chance.randrange(12)):
                    if writer.is_closing():
                        return
                    writer.write(self.chance.choice(self.moves)())
                    await asyncio.sleep(self.chance.choice([0, 0, 0.001, 0.02]))
                await self.leave(reader, writer)
        except (OSError, asyncio.IncompleteReadError):
            pass
        finally:
            writer.transport.abort()

    async def leave(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """With a goodbye, without one, or in the middle of things."""
        way = self.chance.choice(["goodbye", "end", "break"])
        if way == "goodbye":
            writer.write(self.goodbye())
            while await reader.read(65_536):
                pass
        elif way == "end" and writer.can_write_eof():
            writer.write_eof()

    def handshake(self) -> bytes:
        whole = self.ticket.handshake()
        if self.chance.random() < 0.85:
            return whole
        place = self.chance.randrange(len(whole))
        return self.chance.choice([whole[:place] + b"\x00" + whole[place:], whole.replace(b"13", b"12"), whole * 2])

    # What it says

    def resume(self) -> bytes:
        return masked(TEXT, self.ticket.hello.encode())

    def action(self) -> bytes:
        fields = {name: self.value() for name in self.chance.sample(FIELDS, self.chance.randrange(4))}
        return masked(TEXT, json.dumps(fields | {"action": self.chance.choice(ACTIONS)}).encode())

    def value(self):
        number = str(self.chance.randrange(600))
        return self.chance.choice(["", number, [number, number], self.words(), None, True, 1.5, {"a": []}, "9" * 400])

    def words(self) -> str:
        return "".join(self.chance.choices(string.printable + "äß🦆\u202e", k=self.chance.randrange(60)))

    def nonsense(self) -> bytes:
        return masked(TEXT, self.words().encode())

    def binary(self) -> bytes:
        return masked(BINARY, self.chance.randbytes(20))

    def ping(self) -> bytes:
        return masked(PING, self.chance.randbytes(self.chance.randrange(130)))

    def pong(self) -> bytes:
        return masked(PONG, b"never asked for")

    def piece(self) -> bytes:
        return _not_final(masked(self.chance.choice([TEXT, MORE]), b'{"action":'))

    def last_piece(self) -> bytes:
        return masked(MORE, b'"typing"}')

    def empty(self) -> bytes:
        return masked(TEXT, b"")

    def unknown_kind(self) -> bytes:
        return masked(self.chance.choice([0x3, 0xB, 0x20 | TEXT]), b"?")

    def unmasked(self) -> bytes:
        return bytes([FINAL | TEXT, 2]) + b"{}"

    def squeezed(self) -> bytes:
        return masked(TEXT | COMPRESSED, self.chance.randbytes(30))

    def half(self) -> bytes:
        whole = self.action()
        return whole[: self.chance.randrange(1, len(whole))]

    def garbage(self) -> bytes:
        return self.chance.randbytes(50)

    def goodbye(self) -> bytes:
        code = self.chance.choice([1000, 1001, 1005, 1006, 999, 3000, 4401, 65_535])
        return masked(CLOSE, self.chance.choice([b"", b"\x03", code.to_bytes(2), code.to_bytes(2) + b"\xff" * 10]))


def _not_final(frame: bytes) -> bytes:
    return bytes([frame[0] & ~FINAL]) + frame[1:]
