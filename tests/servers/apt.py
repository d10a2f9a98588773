"""Debian's packages: where we may install a program that is missing. Needs the standard library only."""

import os
import shutil
import subprocess


def possible() -> bool:
    return os.geteuid() == 0 and shutil.which("apt-get") is not None


def install(*packages: str) -> None:
    """Install `packages`. Raises CalledProcessError when that cannot be done."""
    _apt("update", check=False)  # an old list of packages may still do
    _apt("install", "-y", "--no-install-recommends", *packages)


def _apt(*arguments: str, check: bool = True) -> None:
    path = os.environ.get("PATH", os.defpath) + ":/usr/sbin:/sbin"  # dpkg refuses to work without them
    subprocess.run(
        ["apt-get", "-q", "-o", "DPkg::Lock::Timeout=300", *arguments],
        env={**os.environ, "PATH": path, "DEBIAN_FRONTEND": "noninteractive"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        check=check,
    )
