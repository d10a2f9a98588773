"""Connections before it is known what they are for: who says nothing, or says it without end, is not waited for."""

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

HEAD_WITHIN = 5.0  # seconds that a request's line and headers may take
LONGEST_HEAD = 65_536  # bytes of them; a body may follow in the same packet
TOO_LONG = b"HTTP/1.1 431 Request Header Fields Too Large\r\ncontent-length: 0\r\nconnection: close\r\n\r\n"


class CallerProtocol(HttpToolsProtocol):
    """A connection of which each request must begin soon, and not with too much.

    uvicorn itself waits for the end of a head for ever, and keeps all of it (RFC 9110, section 15.5.9 and RFC 6585,
    section 5, allow to hang up).
    """

    deadline = None
    head = 0

    def connection_made(self, transport):
        super().connection_made(transport)
        self._expect_head()

    def data_received(self, data):
        if self.deadline:
            start, data = data[: LONGEST_HEAD - self.head], data[LONGEST_HEAD - self.head :]
            self.head += len(start)
            super().data_received(start)
            if self.deadline and self.head == LONGEST_HEAD:
                return self._refuse()
        if data and self.transport.get_protocol() is self and not self.transport.is_closing():
            super().data_received(data)

    def on_message_begin(self):
        super().on_message_begin()
        if not self.deadline:
            self._expect_head()

    def on_headers_complete(self):
        self._stop_waiting()
        super().on_headers_complete()

    def handle_websocket_upgrade(self):
        super().handle_websocket_upgrade()
        self.parser = None  # type: ignore[assignment]  # it refers to this: both would wait for the collector

    def connection_lost(self, exc):
        self._stop_waiting()
        super().connection_lost(exc)

    def _expect_head(self):
        self.head = 0
        self.deadline = self.loop.call_later(HEAD_WITHIN, self.transport.abort)

    def _stop_waiting(self):
        if self.deadline:
            self.deadline.cancel()
            self.deadline = None

    def _refuse(self):
        self._stop_waiting()
        self.transport.write(TOO_LONG)
        self.transport.close()
