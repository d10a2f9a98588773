"""Pages of rooms may ask for something that keeps the database busy for as many seconds as they say."""

import time

from django.apps import AppConfig
from django.db import connection

BUSY = (
    "WITH RECURSIVE number(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM number LIMIT 200000) SELECT sum(n) FROM number"
)


class Pondering(AppConfig):
    name = "tests.faults.sites"
    label = "pondering"

    def ready(self):
        from live.chat.consumers import RoomConsumer
        from live.engine.consumers import action

        RoomConsumer.ponder = action(_ponder)


def _ponder(consumer, data):
    until = time.monotonic() + float(data["seconds"])
    while time.monotonic() < until:
        with connection.cursor() as cursor:
            cursor.execute(BUSY)
    return '<p id="pondered"></p>'
