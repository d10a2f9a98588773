from datetime import timedelta

from django.core.management.base import BaseCommand

from live.engine import changes


class Command(BaseCommand):
    help = "Remove old entries of the change log now. Pages that slept longer fetch themselves anew."

    def add_arguments(self, parser):
        parser.add_argument("--days", type=float, default=7, help="keep what is younger (default: 7)")

    def handle(self, *, days, **options):
        removed = changes.prune(timedelta(days=days))
        self.stdout.write(f"{removed} changes removed.")
