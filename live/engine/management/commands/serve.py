from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand

from live.engine.build import build
from live.engine.management.addresses import on_port


class Command(BaseCommand):
    help = "The production server: one process; SIGTERM drains it."

    def add_arguments(self, parser):
        parser.add_argument("--host", default=settings.HOST)
        parser.add_argument("--port", type=int, default=settings.PORT)

    def handle(self, *, host, port, **options):
        on_port(host, port)
        if not settings.DEBUG:
            collect_static_files()
        from live.engine.server import serve

        self.stdout.write(f"Townhall is at http://{host}:{port}/")
        serve(host, port)


def collect_static_files():
    """Once for each build: it takes a second or two."""
    stamp = settings.STATIC_ROOT / "build"
    if not stamp.exists() or stamp.read_text() != build():
        call_command("collectstatic", interactive=False, verbosity=0)
        stamp.write_text(build())
