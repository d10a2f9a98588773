"""A site whose news for other processes gets lost, comes twice, or comes late."""

from tests.support.usual import *  # noqa: F403

CHANNEL_LAYERS["default"]["BACKEND"] = "tests.faults.sites.layers.UnreliableLayer"  # noqa: F405
