"""The peers on Node, with the packages that package-lock.json names: `python -m bench.peers.node` installs them."""

import shutil
from pathlib import Path

HERE = Path(__file__).parent
HOME = HERE.parents[2] / "var" / "bench-node"  # where the packages are, away from the sources
PACKAGES = HOME / "node_modules"


def missing() -> str:
    """Why they cannot be measured, if so."""
    if not shutil.which("node"):
        return "no Node.js here"
    return "" if (PACKAGES / ".package-lock.json").exists() else "not installed: `make bench` does, with npm"
