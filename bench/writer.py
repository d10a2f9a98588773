"""Changes many messages of a site again and again, as an import would: `python -m bench.writer RATE SECONDS MARKER`.

It writes into the change log as the chat's services do, but several changes in one transaction. The site's
processes hear of it by looking at their database. What it prints: when each change was committed.
"""

import json
import os
import sys
import time

import django

TRANSACTIONS = 25  # a second, at most: enough for 1,000 changes
SLUG = "lobby"
THINGS = 40  # messages that are changed in turn: as many as a page shows


def main(rate: int, seconds: float, marker: str) -> None:
    from live.chat.history import newest
    from live.chat.models import Room

    messages = newest(Room.objects.get(slug=SLUG)).messages[-THINGS:]
    committed, began = {}, time.monotonic()
    for turn in range(int(seconds * TRANSACTIONS)):
        time.sleep(max(0.0, began + turn / TRANSACTIONS - time.monotonic()))
        due, done = int(rate * (time.monotonic() - began)) + 1, len(committed)
        if numbers := range(done, min(due, done + THINGS)):  # each thing once
            change({messages[number % THINGS]: marker.format(number) for number in numbers})
            committed.update(dict.fromkeys(numbers, time.monotonic()))
    print(json.dumps(committed))


def change(bodies: dict) -> None:
    """Other words for messages of one room, in one transaction."""
    from django.db import transaction

    from live.chat.models import Message
    from live.engine import changes

    room = next(iter(bodies)).room
    with transaction.atomic():
        changes.lock(room)
        for message, body in bodies.items():
            message.body = body
        Message.objects.quietly().bulk_update(bodies, ["body"])
        changes.record_all(("changed", message, room) for message in bodies)


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "site_config.settings")
    django.setup()
    main(int(sys.argv[1]), float(sys.argv[2]), sys.argv[3])
