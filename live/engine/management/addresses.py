"""The address that a server command was given, for everything that depends on it."""

import os
import sys

from django.conf import settings


def on_port(host: str, port: int) -> None:
    """Start the process anew where its settings were made for another address: origins follow from it."""
    if (host, port) != (settings.HOST, settings.PORT):
        os.environ.update(HOST=host, PORT=str(port))
        os.execv(sys.executable, [sys.executable, *sys.argv])
