"""The secret key that a first run makes for itself."""

import os
from pathlib import Path

from django.core.management.utils import get_random_secret_key


def secret_key_in(folder: Path) -> str:
    """The key kept in `folder`, made (readable by its owner only) when there is none yet."""
    path = folder / "secret_key"
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text()
    with os.fdopen(descriptor, "w") as file:
        file.write(get_random_secret_key())
    return path.read_text()
