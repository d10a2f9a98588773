import time

from django.core.management.base import BaseCommand

from live.files import store
from live.files.fields import keys_in_use


class Command(BaseCommand):
    help = "Remove uploads that nothing names: what a process left that died while it kept or removed them."

    def add_arguments(self, parser):
        parser.add_argument("--hours", type=float, default=24, help="keep what is younger (default: 24)")

    def handle(self, *, hours, **options):
        old = set(store.kept_before(time.time() - 3600 * hours))  # before the rows are read: what is kept now stays
        gone = old - keys_in_use()
        store.remove(gone)
        self.stdout.write(f"{len(gone)} uploads removed.")
