"""One request to a webhook: to an address that was looked at, without redirects, and over in time."""

import http.client
import socket
import ssl
import threading
import time
from contextlib import suppress
from typing import NamedTuple

from live.chat.bots.addresses import parts_of, resolve

SECONDS = 7.0  # for all of it
LARGEST = 64_000  # bytes of an answer that are read


class Answer(NamedTuple):
    status: int
    text: str  # where it is plain text


class TooSlow(Exception):
    """It was not over in time."""


def send(url: str, content: bytes, headers: dict[str, str]) -> Answer:
    """Post it. Raises NotAllowed, TooSlow, OSError or HTTPException."""
    ends = time.monotonic() + SECONDS
    scheme, host, port, path = parts_of(url)
    try:
        connection = Connection(host, port, scheme == "https", resolve(host, port, SECONDS), ends)
        return connection.ask(path, content, headers)
    except (OSError, http.client.HTTPException):
        if time.monotonic() >= ends:
            raise TooSlow from None
        raise


class Connection(http.client.HTTPConnection):
    """To an address that has been looked up; it is cut off when the time is over, whatever goes on in it."""

    def __init__(self, host, port, is_secret, address, ends):
        super().__init__(host, port)
        self.is_secret, self.address, self.ends = is_secret, address, ends
        self.default_port = 443 if is_secret else 80

    def connect(self):
        self.raw = self.sock = socket.create_connection(self.address, timeout=self._left())
        if self.is_secret:
            self.sock = ssl.create_default_context().wrap_socket(self.raw, server_hostname=self.host)

    def ask(self, path, content, headers):
        watchdog = threading.Timer(self._left(), self._cut)
        watchdog.daemon = True
        watchdog.start()
        try:
            self.request("POST", path, content, headers)
            response = self.getresponse()
            is_text = response.headers.get_content_type() == "text/plain"
            return Answer(response.status, response.read(LARGEST).decode(errors="replace") if is_text else "")
        finally:
            watchdog.cancel()
            self.close()

    def _left(self):
        return max(0.01, self.ends - time.monotonic())

    def _cut(self):
        with suppress(OSError, AttributeError):
            self.raw.shutdown(socket.SHUT_RDWR)
