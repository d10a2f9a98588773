"""A channel layer that is told to forget its groups soon."""

from tests.faults.sites import EXPIRY
from tests.support.usual import *  # noqa: F403

CHANNEL_LAYERS["default"]["CONFIG"]["group_expiry"] = EXPIRY  # noqa: F405
