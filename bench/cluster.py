"""`make cluster`: PostgreSQL, Redis and three processes of the site behind one port, with demo data, to try it out."""

import os
import queue
import shutil
import signal
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from pathlib import Path
from tempfile import mkdtemp

from bench.balancer import Balancer
from bench.nginx import PROGRAM, Nginx
from tests.servers import Missing, postgres, redis
from tests.servers.process import NotStarted
from tests.support.site import RunningSite, free_port

SIZE = 3
ABOUT = """Townhall is at {cluster.url}/, served by {names} behind {balancer}.
Sign in as admin, ada, grace, linus or mallory; password demo-password. Logs are in {cluster.data}.
`kill -HUP {pid}` starts one process after the other anew; Ctrl-C ends all of it and forgets the data."""


def main() -> None:
    orders = _orders()
    try:
        with servers() as (database, news):
            with Cluster(database, news, **_chosen()).serving() as cluster:
                _say(_about(cluster))
                while orders.get() == signal.SIGHUP:
                    _say("One process after the other …")
                    cluster.restart()
                    _say("… is new.")
    except (Missing, NotStarted, OSError) as error:
        sys.exit(f"The cluster did not start: {error}")


class Process(RunningSite):
    """One of the site's: a balancer has a second to notice that it is leaving."""

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
        }
        self.processes = [Process(self._folder(number), **shared | environment) for number in range(1, SIZE + 1)]
        self.balancer = balancer

    @contextmanager
    def serving(self) -> Iterator["Cluster"]:
        """For as long as the context lasts. Raises OSError where the port is taken."""
        with ExitStack() as at_last:
            at_last.callback(shutil.rmtree, self.data, ignore_errors=True)
            balancer = self.balancer([process.port for process in self.processes], self.port)
            at_last.callback(balancer.discard)
            at_last.callback(self._all, Process.end)
            self.processes[0].manage("prepare")
            self._all(Process.start)
            balancer.start()
            yield self
            self._all(Process.stop)

    def restart(self) -> None:
        """A rolling restart: each process is drained, and there again before the next one goes."""
        for process in self.processes:
            process.stop()
            process.start()

    def _all(self, do) -> None:
        with ThreadPoolExecutor(SIZE) as threads:
            list(threads.map(do, self.processes))

    def _folder(self, number: int) -> Path:
        """For its log."""
        folder = self.data / f"process-{number}"
        folder.mkdir()
        return folder


@contextmanager
def servers() -> Iterator[tuple[str, str]]:
    """URLs of a new database and of a Redis. Raises Missing, NotStarted."""
    with ExitStack() as at_last:
        database, news = postgres.find(), redis.find()
        for server in (database, news):
            at_last.callback(server.discard)
            server.start()
        url = database.new_database()
        at_last.callback(database.drop_database, url)
        yield url, news.url


def _orders() -> queue.SimpleQueue:
    """The signals that come, in order."""
    # A terminal that is closed sends SIGHUP too: what we then say fails, and that ends everything.
    orders: queue.SimpleQueue = queue.SimpleQueue()
    for number in (signal.SIGHUP, signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda number, _: orders.put(number))
    return orders


def _chosen() -> dict:
    balancer = Nginx if PROGRAM else Balancer
    port = int(os.environ.get("PORT", "8000"))
    return {"port": port, "balancer": balancer, "LIMITS": os.environ.get("LIMITS", "on")}


def _about(cluster: Cluster) -> str:
    names = ", ".join(f"{process.process.pid} on {process.port}" for process in cluster.processes)
    return ABOUT.format(cluster=cluster, names=names, balancer=cluster.balancer.__name__, pid=os.getpid())


def _say(text: str) -> None:
    print(text, flush=True)


if __name__ == "__main__":
    main()
