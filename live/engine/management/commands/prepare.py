from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand


class Command(BaseCommand):
    help = "What `make run` does before it serves: migrate, then the demo data in an empty database."

    def handle(self, **options):
        call_command("migrate", interactive=False, verbosity=0)
        if settings.DEMO:
            call_command("demo")
