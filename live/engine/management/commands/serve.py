from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand

from live.engine.management.addresses import on_port


class Command(BaseCommand):
    help = "The production server: one process; SIGTERM drains it."

    def add_arguments(self, parser):
        parser.add_argument("--host", default=settings.HOST)
        parser.add_argument("--port", type=int, default=settings.PORT)

    def handle(self, *, host, port, **options):
        on_port(host, port)
        if not settings.DEBUG:
            call_command("collectstatic", interactive=False, verbosity=0)
        from live.engine.server import serve

        self.stdout.write(f"Townhall is at http://{host}:{port}/")
        serve(host, port)
