"""Somebody who writes all the time, by plain forms, and knows what was accepted."""

import asyncio
import time
from collections.abc import Iterable
from secrets import token_urlsafe
from urllib.parse import urlencode, urlsplit

from tests.support.visitors import OpenPage, Visitor

ACCEPTED = 302
PATIENCE = 40.0  # seconds for an answer


class Writer:
    """`sent_at` has what was accepted, in order, and when it was sent."""

    def __init__(self, visitor: Visitor, slug: str = "lobby"):
        self.visitor = visitor
        self.path = f"/chat/{slug}/messages/"
        self.sent_at: dict[str, float] = {}

    async def write(self, body: str, nonce: str = "") -> int:
        """Send it once; the status. Raises OSError where there is no answer."""
        began = time.monotonic()
        status = await self._post(body=body, nonce=nonce or token_urlsafe(12))
        if status == ACCEPTED:
            self.sent_at[body] = began
        return status

    async def insist(self, body: str, seconds: float = 60.0) -> None:
        """Send the same form again until it is accepted."""
        nonce = token_urlsafe(12)
        async with asyncio.timeout(seconds):
            while not await self._accepted(body, nonce):
                await asyncio.sleep(0.1)

    async def insist_on(self, bodies: Iterable[str], pace: float = 0.0) -> None:
        """One after the other, at most one in `pace` seconds."""
        for body in bodies:
            pause = asyncio.create_task(asyncio.sleep(pace))
            await self.insist(body)
            await pause

    async def _accepted(self, body: str, nonce: str) -> bool:
        try:
            return await self.write(body, nonce) == ACCEPTED
        except OSError:
            return False

    async def _post(self, **fields: str) -> int:
        address = urlsplit(self.visitor.url)
        form = urlencode(fields | {"csrfmiddlewaretoken": self.visitor.cookie("csrftoken")})
        lines = [
            f"POST {self.path} HTTP/1.1",
            f"Host: {address.netloc}",
            f"Cookie: {self.visitor.cookie_header()}",
            "Connection: close",
            "Content-Type: application/x-www-form-urlencoded",
            f"Content-Length: {len(form)}",
        ]
        async with asyncio.timeout(PATIENCE):
            return await _status(address.hostname, address.port, "\r\n".join([*lines, "", form]).encode())


async def _status(host: str, port: int, request: bytes) -> int:
    reader, writer = await asyncio.open_connection(host, port)
    try:
        writer.write(request)
        answer = await reader.read()
    finally:
        writer.close()
    if not answer:
        raise ConnectionResetError("closed without an answer")
    return int(answer.split(b" ", 2)[1])


def delays(page: OpenPage, sent_at: dict[str, float]) -> dict[str, float]:
    """For each message that came to the page live: seconds from its sending to its arrival."""
    found = {}
    for id, article in page.articles.items():
        body = body_of(article)
        if id in page.arrived and body in sent_at:
            found[body] = max(0.0, page.arrived[id] - sent_at[body])
    return found


def body_of(article: str) -> str:
    """What a plain message says: one paragraph without mark-up."""
    return article.partition("<p>")[2].partition("</p>")[0]
