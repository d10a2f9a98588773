"""A server that is killed right after each commit in a room, before anybody is told of it."""

from tests.support.usual import *  # noqa: F403

INSTALLED_APPS += ["tests.faults.sites.apps.Doomed"]  # noqa: F405
