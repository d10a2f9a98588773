"""The site's settings, in several languages: Django's own words for days and months tell them apart."""

from tests.support.usual import *  # noqa: F403

LANGUAGES = [("en", "English"), ("de", "Deutsch"), ("fr", "Français"), ("ja", "日本語"), ("es", "Español")]
FORMAT_MODULE_PATH = ["site_config.formats", "tests.support.formats"]
