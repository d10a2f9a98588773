"""A channel layer that is told to forget its groups soon."""

from site_config.settings import *  # noqa: F403
from tests.faults.sites import EXPIRY

CHANNEL_LAYERS["default"]["CONFIG"]["group_expiry"] = EXPIRY  # noqa: F405
