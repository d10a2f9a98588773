"""A server that is told to end fails nobody who is already there, nor who is sent there by mistake (faults.md A24)."""

import asyncio
from contextlib import asynccontextmanager

import pytest
import uvicorn

from live.engine.health import leaving
from live.engine.server import LiveServer
from tests.support.site import free_port

REQUEST = b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n"
HELLO = b"hello"


async def hello(scope, receive, send):
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"5")]})
    await send({"type": "http.response.body", "body": HELLO})


@pytest.fixture(autouse=True)
def afterwards_nobody_is_leaving():
    yield
    leaving.clear()


@asynccontextmanager
async def serving(notice=0.0):
    config = uvicorn.Config(hello, port=free_port(), lifespan="off", log_config=None)
    server = LiveServer(config, notice)
    ended = asyncio.create_task(server.serve())
    await until(lambda: server.started)
    yield server, lambda: asyncio.open_connection("127.0.0.1", config.port)
    await ended


async def asks(reader, writer):
    writer.write(REQUEST)
    return (await reader.read()).partition(b"\r\n\r\n")[2]


async def until(condition):
    async with asyncio.timeout(10):
        while not condition():
            await asyncio.sleep(0.01)


async def test_who_came_in_before_the_door_was_shut_is_heard():
    async with serving() as (server, come_in):
        reader, writer = await come_in()
        server.should_exit = True
        await until(lambda: not server.servers[0].is_serving())
        assert await asks(reader, writer) == HELLO
        with pytest.raises(ConnectionRefusedError):
            await come_in()


async def test_with_a_notice_it_serves_on_while_it_says_that_it_is_leaving():
    async with serving(notice=0.5) as (server, come_in):
        server.should_exit = True
        await until(leaving.is_set)
        reader, writer = await come_in()
        assert await asks(reader, writer) == HELLO
