"""A program under bench/peers as a contestant: started with a port, it relays what a page says to all in its room."""

import os
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from bench.contestants import Contestant, Served
from bench.cores import OF_SERVERS, on_core
from bench.fragment import ours
from bench.listeners import Ticket
from tests.servers.process import OwnServer
from tests.support.site import ROOT, free_port


class Peer(Contestant):
    """`program` is what comes after `python -m`; `{port}` in it stands for the port, `{}` in `path` for a room."""

    interpreter = (sys.executable, "-m")
    path = "/ws/chat/{}/"
    page: dict = {}  # what else its tickets need

    def __init__(self, name: str, title: str, program: str, **environment: str):
        self.name = name
        self.title = title
        self.program = program
        self.environment = environment

    @contextmanager
    def serving(self) -> Iterator[Served]:
        with self.beside() as urls:
            server = PeerServer([*self.interpreter, *self.program.split()], self.environment | urls)
            try:
                with on_core(OF_SERVERS):
                    server.start()
                yield ServedPeer(server, self)
            finally:
                server.discard()

    @contextmanager
    def beside(self) -> Iterator[dict[str, str]]:
        """What else must run, as variables."""
        yield {}

    def say(self, marker: str) -> str:
        return ours(marker)


class ServedPeer(Served):
    def __init__(self, server: "PeerServer", peer: Peer):
        super().__init__(server.process.pid, server.port)
        self.peer = peer

    def pages(self) -> list[Ticket]:
        return self.topics(1)

    def topics(self, number: int) -> list[Ticket]:
        origin = f"http://127.0.0.1:{self.port}"
        return [Ticket(self.peer.path.format(f"room{room}"), origin, **self.peer.page) for room in range(number)]


class PeerServer(OwnServer):
    name = "peer"

    def __init__(self, command: list[str], environment: dict[str, str]):
        super().__init__()
        self.port = free_port()
        self.line = [part.format(port=self.port) for part in command]
        self.environment = environment

    def command(self) -> list[str]:
        return self.line

    def identity(self) -> dict:
        return {"cwd": ROOT, "env": os.environ | self.environment}

    def answers(self) -> bool:
        with suppress(OSError):
            socket.create_connection(("127.0.0.1", self.port), timeout=1).close()
            return True
        return False
