"""The site's settings, with the engine's long times cut short: what takes a minute elsewhere takes seconds here."""

from django.apps import AppConfig

from tests.support.usual import *  # noqa: F403
from tests.support.usual import INSTALLED_APPS

PING, PONG = 0.5, 5.0  # seconds between pings, and until one without an answer ends a connection
SWEEP = 1.0  # seconds between looks at all sessions


class Hasty(AppConfig):
    name = "tests.support.hasty"
    label = "hasty"

    def ready(self):
        from live.engine import renderer, server

        renderer.SWEEP = SWEEP
        server.config = _with_many_pings(server.config)


def _with_many_pings(config):
    def hasty(host, port):
        made = config(host, port)
        made.ws_ping_interval, made.ws_ping_timeout = PING, PONG
        return made

    return hasty


INSTALLED_APPS = [*INSTALLED_APPS, "tests.support.hasty.Hasty"]
