"""What passes between two moments: time, CPU of the server and of ourselves, frames."""

import asyncio
import math
import resource
import time
from collections.abc import Sequence

from bench.contestants import Served

QUIET, AT_MOST = 0.2, 10.0  # of a core; seconds of waiting


async def quiet(served: Served, seconds: float = 0.2) -> None:
    """Wait until the server has done what came of the pages that connected: nearly nothing for so long."""
    until = time.monotonic() + AT_MOST
    while time.monotonic() < until:
        meter = Meter(served)
        await asyncio.sleep(seconds)
        if meter.cpu_ms < QUIET * seconds * 1_000:
            return


class Meter:
    def __init__(self, served: Served):
        self.served = served
        self.began, self.cpu_before, self.own_before = time.monotonic(), served.cpu(), _own_cpu()

    @property
    def seconds(self) -> float:
        return time.monotonic() - self.began

    @property
    def cpu_ms(self) -> float:
        return (self.served.cpu() - self.cpu_before) * 1_000

    def deliveries(self, number: float) -> dict[str, float]:
        """What so many have cost until now."""
        seconds = self.seconds
        return {
            "deliveries_per_second": number / seconds,
            "cpu_ms_per_1000": self.cpu_ms / (number / 1_000),
            "client_busy": (_own_cpu() - self.own_before) / seconds,
        }


def percentiles(seconds: Sequence[float]) -> dict[str, float]:
    """In milliseconds: half of all were quicker, one in a hundred slower, one in a thousand."""
    ranked, parts = sorted(seconds), {"p50_ms": 500, "p99_ms": 990, "p99.9_ms": 999}
    return {name: ranked[math.ceil(part * len(ranked) / 1_000) - 1] * 1_000 for name, part in parts.items()}


def _own_cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime
