from django.core.checks import register
from django.core.management.commands import check

from live.workshop.checks import templates_are_right


class Command(check.Command):
    """In production the templates are looked at only when that is asked for: it takes half a second."""

    def handle(self, *args, **options):
        register(templates_are_right, "templates")
        super().handle(*args, **options)
