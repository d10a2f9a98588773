"""The Channels tutorial's chat as a contestant, on the server and the channel layer that one chooses."""

import json
import os
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import psutil

from bench.contestants import Contestant, Served
from bench.cores import OF_CLIENT, OF_SERVERS, on_core
from bench.listeners import Ticket
from tests.servers.process import OwnServer
from tests.servers.redis import find as find_redis
from tests.support.site import ROOT, free_port

PEER = "bench.peers.channels_tutorial"
DAPHNE = ["daphne", "--verbosity", "0", "--bind"]
UVICORN = ["uvicorn", "--log-level", "warning", "--host"]


class ChannelsTutorial(Contestant):
    def __init__(self, name: str, title: str, program: list[str], redis=False, **environment: str):
        self.name = name
        self.title = title
        self.program = program
        self.redis = redis
        self.environment = environment

    @contextmanager
    def serving(self) -> Iterator[Served]:
        with self._layer() as layer:
            server = TutorialServer(self.program, layer | self.environment)
            try:
                with on_core(OF_SERVERS):
                    server.start()
                origin = f"http://127.0.0.1:{server.port}"
                yield Served(psutil.Process(server.process.pid), server.port, [Ticket("/ws/chat/lobby/", origin)])
            finally:
                server.discard()

    def say(self, body: str) -> str:
        return json.dumps({"message": body})

    @contextmanager
    def _layer(self) -> Iterator[dict[str, str]]:
        """Redis beside the client, where it takes nothing from the server's core."""
        if not self.redis:
            yield {}
            return
        server = find_redis()
        try:
            with on_core(OF_CLIENT):
                server.start()
            yield {"REDIS_URL": server.url}
        finally:
            server.discard()


class TutorialServer(OwnServer):
    name = "channels-tutorial"

    def __init__(self, program: list[str], environment: dict[str, str]):
        super().__init__()
        self.program = program
        self.environment = {"DJANGO_SETTINGS_MODULE": f"{PEER}.settings"} | environment
        self.port = free_port()

    def command(self) -> list:
        address = ["127.0.0.1", "--port", str(self.port)]
        return [sys.executable, "-m", *self.program, *address, f"{PEER}.asgi:application"]

    def identity(self) -> dict:
        return {"cwd": ROOT, "env": os.environ | self.environment}

    def answers(self) -> bool:
        with suppress(OSError):
            socket.create_connection(("127.0.0.1", self.port), timeout=1).close()
            return True
        return False
