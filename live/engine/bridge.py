"""Carries news between the processes of a site, over the channel layer. Lost news delays, and harms nothing."""

import asyncio
import logging
from collections.abc import Callable
from contextlib import suppress
from uuid import uuid4

from channels.layers import InMemoryChannelLayer, get_channel_layer

logger = logging.getLogger(__name__)

GROUP = "townhall.live"
AT_MOST = 1_000  # pieces of news waiting; older ones are dropped, for the look at the heads finds what they said
TIME_OUT = 5.0  # seconds
AGAIN_AFTER = 0.5  # seconds after the layer failed


class Bridge:
    """Runs on the event loop. `hear(kind, *values)` is called with what other processes say."""

    def __init__(self, hear: Callable):
        self.hear = hear
        self.process = uuid4().hex
        self.layer = get_channel_layer()
        self.waiting: list[list] = []
        self.news = asyncio.Event()
        self.tasks: list[asyncio.Task] = []

    def start(self) -> None:
        if self.layer and not isinstance(self.layer, InMemoryChannelLayer):  # in memory there is no other process
            self.tasks = [
                asyncio.create_task(self._forever(self._speak)),
                asyncio.create_task(self._forever(self._listen)),
            ]

    @property
    def reaches_others(self) -> bool:
        return bool(self.tasks)

    async def stop(self) -> None:
        for task in self.tasks:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task

    def send(self, kind: str, *values) -> None:
        """Tell the other processes soon; what comes together goes in one message."""
        self.waiting.append([kind, *values])
        del self.waiting[:-AT_MOST]
        self.news.set()

    async def _forever(self, work: Callable) -> None:
        while True:
            try:
                await work()
            except Exception as error:
                logger.warning("channel layer: %s", error)
                await asyncio.sleep(AGAIN_AFTER)

    async def _speak(self) -> None:
        await self.news.wait()
        self.news.clear()
        news, self.waiting = self.waiting, []
        async with asyncio.timeout(TIME_OUT):
            await self.layer.group_send(GROUP, {"type": "live.news", "process": self.process, "news": news})

    async def _listen(self) -> None:
        channel = await self.layer.new_channel()
        await self.layer.group_add(GROUP, channel)
        while True:
            message = await self.layer.receive(channel)
            if message["process"] != self.process:
                for kind, *values in message["news"]:
                    self.hear(kind, *values)
