"""Where it was measured."""

import json
import os
import platform
import shutil
import subprocess
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path

from bench.cores import OF_CLIENT, OF_SERVERS
from bench.peers.node import PACKAGES as NODE_PACKAGES
from tests.servers import Missing, postgres, redis

PACKAGES = ["Django", "channels", "channels-redis", "daphne", "uvicorn", "uvloop", "fastapi", "websockets"]


def machine() -> dict:
    return {
        "processor": _processor(),
        "cores": os.cpu_count(),
        "apart": OF_SERVERS != OF_CLIENT,
        "system": f"{platform.system()} {platform.release().partition('-')[0]}",
        "programs": [
            f"Python {platform.python_version()}",
            *(f"{name} {version(name)}" for name in PACKAGES),
            *_node(),
            _version(redis.describe),
            _version(postgres.describe),
        ],
    }


def load_average() -> float:
    """How many programs wanted a core in the last minute; the benchmark itself makes it one to two."""
    return os.getloadavg()[0]


def sentence(machine: dict) -> str:
    return (
        f"{machine['cores']} cores ({machine['processor']}), the server on one, the client on "
        f"{'another' if machine['apart'] else 'THE SAME'}; load average {machine['load_before']:.1f} before and "
        f"{machine['load_after']:.1f} after the runs, of which they make one to two.\n"
        f"{machine['system']}, {', '.join(filter(None, machine['programs']))}."
    )


def _processor() -> str:
    lines = Path("/proc/cpuinfo").read_text().splitlines()
    return next((line.partition(": ")[2] for line in lines if line.startswith("model name")), platform.machine())


def _node() -> list[str]:
    if not shutil.which("node"):
        return ["no Node"]
    said = subprocess.run(["node", "--version"], capture_output=True, text=True).stdout
    packages = [NODE_PACKAGES / name / "package.json" for name in ("socket.io", "ws")]
    found = [json.loads(package.read_text()) for package in packages if package.exists()]
    return [f"Node {said.strip().lstrip('v')}", *(f"{package['name']} {package['version']}" for package in found)]


def _version(describe: Callable[[], str]) -> str:
    try:
        return describe().partition(" (")[0]
    except Missing:
        return ""
