from django.core.checks import register
from django.core.management.commands import check

from live.workshop.checks import templates_are_right


class Command(check.Command):
    """The templates are looked at when that is asked for: what is wrong with one keeps no site from being served."""

    def handle(self, *args, **options):
        register(templates_are_right, "templates")
        super().handle(*args, **options)
