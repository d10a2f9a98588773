"""The usual site, but with something slow that a page may ask for."""

from tests.support.usual import *  # noqa: F403

INSTALLED_APPS += ["tests.faults.sites.pondering.Pondering"]  # noqa: F405
