"""As in English: what is tested is whose language it is."""

from site_config.formats.en.formats import *  # noqa: F403
