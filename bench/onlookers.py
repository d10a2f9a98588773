"""Who takes a listener's place in a flood: some look at every frame, most at none."""

import asyncio
from collections.abc import Callable

from bench.listeners import CLOSE, PING, PONG, TEXT, Listener, masked


class Sample(Listener):
    """Takes the place of a listener; what it hears goes to `note`, too."""

    __slots__ = ("note",)

    def __init__(self, listener: Listener, note: Callable[[bytes], None]):
        super().__init__(listener.ticket, listener.crowd)
        self.connected, self.rest, self.inflater = True, listener.rest, listener.inflater
        self.note = note
        _take_over(self, listener)

    def hear(self, text: bytes) -> None:
        self.note(text)
        super().hear(text)


class Counter(asyncio.Protocol):
    """Takes the place of a listener in a flood: it looks at nothing but the lengths of frames."""

    __slots__ = ("crowd", "head", "skip", "transport")

    def __init__(self, listener: Listener):
        self.crowd = listener.crowd
        self.skip, self.head = 0, listener.rest
        _take_over(self, listener)

    def connection_lost(self, error):
        self.crowd.lose(self, f"connection lost: {error}")

    def data_received(self, data):
        self.crowd.bytes += len(data)
        if self.skip >= len(data):
            self.skip -= len(data)
            return
        data, at = self.head + data, self.skip
        while (after := self._after(data, at)) > at:
            at = after
        self.skip, self.head = max(at - len(data), 0), data[at:]

    def _after(self, data: bytes, at: int) -> int:
        """Where the frame ends that begins there; there, where that cannot be said yet."""
        head = 2 + {126: 2, 127: 8}.get(data[at + 1], 0) if at + 1 < len(data) else 2
        if at + head > len(data):
            return at
        length = data[at + 1] if head == 2 else int.from_bytes(data[at + 2 : at + head])
        after = at + head + length
        if data[at] & 0xF > TEXT:
            return at if after > len(data) else self._control(data[at] & 0xF, data[at + head : after], after)
        return after

    def _control(self, kind: int, payload: bytes, after: int) -> int:
        if kind == CLOSE:
            self.crowd.lose(self, f"closed with {int.from_bytes(payload[:2])}")
        elif kind == PING:
            self.transport.write(masked(PONG, payload))
        return after


def _take_over(new: Sample | Counter, listener: Listener) -> None:
    new.transport = listener.transport
    new.transport.set_protocol(new)
    new.crowd.replace(listener, new)
