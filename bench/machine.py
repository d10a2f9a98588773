"""Where it was measured."""

import os
import platform
from importlib.metadata import version
from pathlib import Path

from bench.cores import OF_CLIENT, OF_SERVERS
from tests.servers import Missing, redis

PACKAGES = ["Django", "channels", "channels-redis", "daphne", "uvicorn", "uvloop"]


def machine() -> dict:
    return {
        "processor": _processor(),
        "cores": os.cpu_count(),
        "apart": OF_SERVERS != OF_CLIENT,
        "system": f"{platform.system()} {platform.release().partition('-')[0]}",
        "python": platform.python_version(),
        "packages": {name: version(name) for name in PACKAGES},
        "redis": _redis(),
    }


def load_average() -> float:
    """How many programs wanted a core in the last minute; the benchmark itself makes it one to two."""
    return os.getloadavg()[0]


def _processor() -> str:
    lines = Path("/proc/cpuinfo").read_text().splitlines()
    return next((line.partition(": ")[2] for line in lines if line.startswith("model name")), platform.machine())


def _redis() -> str:
    try:
        return redis.describe().partition(" (")[0]
    except Missing:
        return "no Redis"
