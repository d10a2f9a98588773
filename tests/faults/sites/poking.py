"""The usual site, with a kind of notification of its own: whoever is at its console may poke people."""

from tests.support.usual import *  # noqa: F403

INSTALLED_APPS += ["tests.faults.sites.poke.Poke"]  # noqa: F405
