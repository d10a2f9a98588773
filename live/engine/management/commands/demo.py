from importlib import import_module

from django.apps import apps
from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.db.models import Model
from django.utils.module_loading import module_has_submodule


class Command(BaseCommand):
    help = "Make the demo data: the same people, rooms and messages each time."

    def add_arguments(self, parser):
        parser.add_argument("--fresh", action="store_true", help="empty the database first")

    def handle(self, *, fresh, **options):
        if fresh and not settings.DEMO:
            raise CommandError("DEMO=0: here are people's own data, which --fresh would delete.")
        if fresh:
            call_command("flush", interactive=False, verbosity=0)
        if get_user_model().objects.exists():
            self.stdout.write("There are people already: nothing was made.")
            return
        with transaction.atomic():
            people: dict[str, Model] = {}
            for app in apps.get_app_configs():
                if app.name.startswith("live.") and module_has_submodule(app.module, "demo"):
                    import_module(f"{app.name}.demo").make(people)
        self.stdout.write("Demo data made. Sign in as admin, ada, grace, linus or mallory; password demo-password")
