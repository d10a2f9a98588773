"""A server that is told to end fails nobody who is already there, nor who is sent there by mistake (faults.md A24)."""

import asyncio

import pytest

from live.engine.health import leaving
from tests.engine.serving import serving
from tests.support.waiting import until

REQUEST = b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n"
HELLO = b"hello"


async def hello(scope, receive, send):
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"5")]})
    await send({"type": "http.response.body", "body": HELLO})


async def come_in(server):
    return await asyncio.open_connection("127.0.0.1", server.config.port)


async def asks(reader, writer):
    writer.write(REQUEST)
    return (await reader.read()).partition(b"\r\n\r\n")[2]


async def test_who_came_in_before_the_door_was_shut_is_heard():
    async with serving(hello) as server:
        reader, writer = await come_in(server)
        server.should_exit = True
        await until(lambda: not server.servers[0].is_serving())
        assert await asks(reader, writer) == HELLO
        with pytest.raises(ConnectionRefusedError):
            await come_in(server)


async def test_with_a_notice_it_serves_on_while_it_says_that_it_is_leaving():
    async with serving(hello, notice=0.5) as server:
        server.should_exit = True
        await until(leaving.is_set)
        reader, writer = await come_in(server)
        assert await asks(reader, writer) == HELLO
