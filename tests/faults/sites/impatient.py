"""A database that is waited for no longer than a second and a half."""

from tests.support.usual import *  # noqa: F403

_options = DATABASES["default"]["OPTIONS"]  # noqa: F405
_options.get("pool", _options)["timeout"] = 1.5
