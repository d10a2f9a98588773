"""`make cluster`: PostgreSQL, Redis and three processes of the site behind one port, with demo data, to try it out."""

import os
import queue
import shutil
import signal
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from tempfile import mkdtemp

from bench import nginx
from bench.balancer import Balancer
from tests.servers import postgres, redis
from tests.support.site import RunningSite, free_port

SIZE = 3
ORDERS = (signal.SIGHUP, signal.SIGTERM, signal.SIGINT)


class Process(RunningSite):
    """One of them: a balancer has a second to notice that it is leaving."""

    command = ("serve", "--notice", "1")


class Cluster:
    """Several processes behind one port. They share a database, a Redis, a key and a folder for data."""

    def __init__(self, database: str, redis: str, port: int = 0, balancer=Balancer, **environment: str):
        self.port = port or free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.data = Path(mkdtemp(prefix="townhall-cluster-"))
        shared = {
            "DATA_DIR": str(self.data),
            "DATABASE_URL": database,
            "REDIS_URL": redis,
            "SECRET_KEY": "one key for all processes",
            "SITE_ORIGINS": f"{self.url},http://localhost:{self.port}",
            **environment,
        }
        self.processes = [Process(self._folder(number), **shared) for number in range(1, SIZE + 1)]
        self.balancer = balancer([process.port for process in self.processes], self.port)

    def __enter__(self) -> "Cluster":
        with ExitStack() as undo:
            undo.callback(self.end)
            self.processes[0].manage("prepare")
            self._all(Process.start)
            self.balancer.start()
            undo.pop_all()
        return self

    def __exit__(self, *_) -> None:
        self._all(Process.stop)
        self.end()

    def restart(self) -> None:
        """A rolling restart: one process after the other, each drained and then back before the next goes."""
        for process in self.processes:
            process.stop()
            process.start()

    def end(self) -> None:
        """Whatever state it is in, afterwards nothing of it runs."""
        self.balancer.discard()
        self._all(Process.end)
        shutil.rmtree(self.data, ignore_errors=True)

    def _all(self, do) -> None:
        with ThreadPoolExecutor(SIZE) as threads:
            list(threads.map(do, self.processes))

    def _folder(self, number: int) -> Path:
        """For its log."""
        folder = self.data / f"process-{number}"
        folder.mkdir()
        return folder


def main() -> None:
    orders: queue.SimpleQueue[int] = queue.SimpleQueue()
    for order in ORDERS:
        signal.signal(order, lambda number, _: orders.put(number))
    with ExitStack() as running:
        database, news = (_run(part.find(), running) for part in (postgres, redis))
        cluster = running.enter_context(_cluster(database.new_database(), news.url))
        print(ABOUT.format(cluster=cluster, pid=os.getpid()), flush=True)
        while orders.get() == signal.SIGHUP:
            print("Restarting one process after the other …", flush=True)
            cluster.restart()
            print("… done.", flush=True)


def _run(server, running: ExitStack):
    running.callback(server.discard)
    server.start()
    return server
