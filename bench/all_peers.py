"""All that this project is measured beside: the programs under bench/peers, and how each is served."""

import json
from collections.abc import Iterator
from contextlib import contextmanager

from bench.contestants import WORDS
from bench.cores import OF_CLIENT, on_core
from bench.peer import Peer
from bench.peers.node import HERE, PACKAGES
from bench.peers.node import missing as node_missing
from tests.servers.redis import find as find_redis

TUTORIAL = "bench.peers.channels_tutorial"


class Tutorial(Peer):
    """The Channels tutorial's chat, with the in-memory layer or with Redis."""

    def __init__(self, name: str, title: str, program: str, redis: bool, **environment: str):
        environment["DJANGO_SETTINGS_MODULE"] = f"{TUTORIAL}.settings"
        super().__init__(name, title, f"{program} {TUTORIAL}.asgi:application", **environment)
        self.redis = redis

    def say(self, marker: str) -> str:
        return json.dumps({"message": f"{marker}: {WORDS}"})

    @contextmanager
    def beside(self) -> Iterator[dict[str, str]]:
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


class NodePeer(Peer):
    interpreter = ("node",)

    def __init__(self, name: str, title: str, script: str):
        super().__init__(name, title, f"{HERE / script} {{port}}", NODE_PATH=str(PACKAGES))

    def missing(self) -> str:
        return node_missing()


class SocketIO(NodePeer):
    """Its own protocol inside of websocket messages: 40 is "connect", 42 an event, 2 wants a 3."""

    path = "/socket.io/?EIO=4&transport=websocket&room={}"
    page = {"hello": "40", "ready": b"40{", "ping": b"2", "pong": "3"}

    def say(self, marker: str) -> str:
        return "42" + json.dumps(["chat message", super().say(marker)])


DAPHNE = "daphne --verbosity 0 --bind 127.0.0.1 --port {port}"
UVICORN = "uvicorn --log-level warning --host 127.0.0.1 --port {port}"
LIMIT = Peer("limit", "limit: bare writes, uvloop", "bench.peers.uvloop_limit {port}")
PEERS = [
    Tutorial("tutorial", "Channels tutorial: Daphne, in memory, JSON", DAPHNE, redis=False),
    Tutorial("tutorial-daphne-redis", "Channels tutorial: Daphne, Redis, JSON", DAPHNE, redis=True),
    Tutorial("tutorial-uvicorn", "Channels tutorial: uvicorn, in memory, JSON", UVICORN, redis=False),
    Tutorial("tutorial-redis", "Channels tutorial: uvicorn, Redis, JSON", UVICORN, redis=True),
    Tutorial("tutorial-html", "Channels tutorial: uvicorn, Redis, HTML for each", UVICORN, redis=True, FRAGMENTS="1"),
    Peer("fastapi", "FastAPI's connection manager, uvicorn", f"{UVICORN} bench.peers.fastapi_manager:app"),
    Peer("websockets", "websockets.broadcast, uvloop", "bench.peers.websockets_broadcast {port}"),
    SocketIO("socketio", "Socket.IO on Node", "socketio.js"),
    NodePeer("ws", "ws on Node", "ws.js"),
    LIMIT,
]
