"""A server that is told to end fails nobody who is already there (faults.md A24)."""

import asyncio
import signal

from tests.support.visitors import Visitor


async def test_who_came_in_before_the_door_was_shut_is_heard(own_site):
    reader, writer = await asyncio.open_connection("127.0.0.1", own_site.port)
    own_site.process.send_signal(signal.SIGTERM)
    await asyncio.to_thread(_until, lambda: not own_site.answers())
    writer.write(b"GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
    assert await reader.readline() == b"HTTP/1.1 200 OK\r\n"
    writer.close()
    assert await asyncio.to_thread(own_site.process.wait, 20) == 0


async def test_with_a_notice_it_serves_on_while_it_says_that_it_is_leaving(own_site):
    own_site.stop()
    own_site.command = ("serve", "--notice", "1")
    own_site.start()
    own_site.process.send_signal(signal.SIGTERM)
    stranger = Visitor(own_site.url)
    await asyncio.to_thread(_until, lambda: stranger.get("/readyz").status == 503)
    assert stranger.get("/").status == 200
    assert await asyncio.to_thread(own_site.process.wait, 20) == 0
