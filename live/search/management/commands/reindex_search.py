from django.core.management.base import BaseCommand
from django.db import transaction

from live.search.kinds import kinds
from live.search.services import reindex


class Command(BaseCommand):
    help = "Make anew what the search finds, from what there is."

    def handle(self, **options):
        for kind in kinds.values():
            if kind.rows:
                with transaction.atomic():
                    self.stdout.write(f"{kind.name}: {reindex(kind.name)}")
