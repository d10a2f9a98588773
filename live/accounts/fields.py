"""The site's name as a column."""

from django.conf import settings
from django.db import models


def theme_name() -> str:
    return settings.BRAND.name


class SiteNameField(models.CharField):
    """Empty in the database while the name is the theme's: with another theme the site is called otherwise."""

    def from_db_value(self, value, expression, connection):
        return value or theme_name()

    def get_prep_value(self, value):
        name = super().get_prep_value(value)
        return "" if name == theme_name() else name
