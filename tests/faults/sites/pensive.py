"""The usual site, but with something slow that a page may ask for."""

from site_config.settings import *  # noqa: F403

INSTALLED_APPS += ["tests.faults.sites.pondering.Pondering"]  # noqa: F405
