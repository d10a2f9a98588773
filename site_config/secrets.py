"""The secret key that a first run makes for itself."""

import fcntl
import os
from pathlib import Path

from django.core.management.utils import get_random_secret_key


def secret_key_in(folder: Path) -> str:
    """The key kept in `folder`, made (readable by its owner only) when there is none yet."""
    path = folder / "secret_key"
    return (path.exists() and path.read_text()) or _made(path)


def _made(path: Path) -> str:
    """By whichever process comes first; the others wait until it is written."""
    with open(os.open(path, os.O_RDWR | os.O_CREAT, 0o600), "r+") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        key = file.read()
        if not key:
            key = get_random_secret_key()
            file.write(key)
        return key
