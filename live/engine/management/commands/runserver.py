import os
import sys

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, SystemCheckError
from django.utils.autoreload import DJANGO_AUTORELOAD_ENV, run_with_reloader

from live.engine.management.addresses import on_port


class Command(BaseCommand):
    requires_system_checks = []  # what they find is said, and nobody's server goes away for it
    help = "The development server: uvicorn, started again when a Python file changes."

    def add_arguments(self, parser):
        parser.add_argument("address", nargs="?", default=f"{settings.HOST}:{settings.PORT}", help="host:port or port")
        parser.add_argument("--noreload", action="store_true", help="do not watch the files")

    def handle(self, *, address, noreload, **options):
        host, _, port = address.rpartition(":")
        host, port = host or settings.HOST, int(port)
        on_port(host, port)
        if noreload or DJANGO_AUTORELOAD_ENV in os.environ:  # where it serves, not where it watches over that
            self.say_what_is_wrong()
        from live.engine.server import run, serve

        if noreload:
            serve(host, port)
        elif DJANGO_AUTORELOAD_ENV in os.environ:
            _until_a_file_changes(run, host, port)
        else:  # which starts the one above, again and again
            run_with_reloader(run, host, port)

    def say_what_is_wrong(self):
        try:
            call_command("check")  # which looks at the templates, too
        except SystemCheckError as found:
            self.stderr.write(str(found))


def _until_a_file_changes(run, host: str, port: int) -> None:
    """Serve, and end at once: the event loop is in a thread, over which Python may crash while it ends in order.

    Nobody would start it again then.
    """
    try:
        run_with_reloader(run, host, port)
    except SystemExit as end:
        sys.stdout.flush()
        os._exit(int(end.code or 0))
