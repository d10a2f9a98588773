import fcntl

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
        notice = (
            "seconds to serve on after SIGTERM while /readyz says no: more than a balancer takes to ask (default: 0)"
        )
        parser.add_argument("--notice", type=float, default=0.0, help=notice)

    def handle(self, *, host, port, notice, **options):
        on_port(host, port)
        if not settings.DEBUG:
            collect_static_files()
        from live.engine.server import serve

        self.stdout.write(f"Townhall is at http://{host}:{port}/")
        serve(host, port, notice)


def collect_static_files():
    """Once for each build, which takes a second or two; processes that share the folder wait for each other."""
    settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)
    with (settings.STATIC_ROOT / "build").open("a+") as stamp:
        fcntl.flock(stamp, fcntl.LOCK_EX)
        stamp.seek(0)
        if stamp.read() != build():
            call_command("collectstatic", interactive=False, verbosity=0)
            stamp.truncate(0)
            stamp.write(build())
