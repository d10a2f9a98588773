"""Our server in this process, with an ASGI application of a test's own."""

import asyncio
from contextlib import asynccontextmanager

import uvicorn

from live.engine.health import leaving
from live.engine.server import LiveServer
from tests.support.site import free_port
from tests.support.waiting import until


@asynccontextmanager
async def serving(app, notice: float = 0.0, **settings):
    """`settings` are uvicorn's."""
    server = LiveServer(uvicorn.Config(app, port=free_port(), lifespan="off", log_config=None, **settings), notice)
    ended = asyncio.create_task(server.serve())
    await until(lambda: server.started)
    try:
        yield server
    finally:
        server.should_exit = True
        await ended
        leaving.clear()
