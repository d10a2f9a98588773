"""Install the peers' packages once for each package-lock.json, without running anything of theirs."""

import shutil
import subprocess
import sys

from bench.peers.node import HERE, HOME, PACKAGES

LOCK = "package-lock.json"
INSTALL = ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--silent"]


def main() -> None:
    if shutil.which("npm") is None:
        return print("No npm: Socket.IO and ws are left out.")
    if PACKAGES.exists() and (HOME / LOCK).read_text() == (HERE / LOCK).read_text():
        return None
    HOME.mkdir(parents=True, exist_ok=True)
    for name in ("package.json", LOCK):
        shutil.copy(HERE / name, HOME)
    if subprocess.run(INSTALL, cwd=HOME).returncode:
        shutil.rmtree(PACKAGES, ignore_errors=True)
        print("npm could not install Socket.IO and ws: they are left out.", file=sys.stderr)


if __name__ == "__main__":
    main()
