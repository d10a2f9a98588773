"""Fills a site with messages: `python -m bench.chronicle NUMBER`.

The first 10,000 are in an open room, all others in a closed one, which only one of the neighbours is in.
"""

import json
import os
import sys
from random import Random

import django

OPEN, CLOSED = "annals", "chronicle"  # slugs
LONG = 10_000  # messages of the open room
RARE = 1_000  # messages from one with a rare word to the next
VOCABULARY = 5_000
LENGTH = 14  # words of a message


def main(number: int) -> None:
    from live.chat.models import Membership, Message
    from live.search.services import reindex

    there = Message.objects.filter(room__slug__in=[OPEN, CLOSED]).count()
    words = Random(number)
    for start in range(there, number, RARE):
        end = min(start + RARE, number)
        Message.objects.quietly().bulk_create(_message(turn, words) for turn in range(start, end))
    for room in rooms.values():
        Membership.objects.quietly().filter(room=room).update(read_to=room.newest_number())
    reindex("chat.message")
    analyse()
    print(json.dumps({Message.objects.filter(room__slug=OPEN).earliest("pk").pk: 0.0}))


def _message(turn, words):
    from live.chat.models import Message

    room = _room(OPEN if turn < LONG else CLOSED)
    rare = "needle" if turn % RARE == 0 else "straw"
    said = " ".join(f"word{words.randrange(VOCABULARY)}" for _ in range(LENGTH))
    return Message(room=room, author=room.creator, body=f"the {rare} {said}")


rooms: dict = {}


def _room(slug):
    from django.contrib.auth import get_user_model

    from live.chat.models import Room
    from live.chat.services import create_room

    if slug not in rooms:
        author, kind = (
            get_user_model().objects.get(username="neighbour0"),
            Room.Kind.CLOSED if slug == CLOSED else Room.Kind.OPEN,
        )
        rooms[slug] = Room.objects.filter(slug=slug).first() or create_room(author, slug.title(), kind)
    return rooms[slug]


def analyse():
    """As PostgreSQL's autovacuum does within a minute."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "site_config.settings")
    django.setup()
    main(int(sys.argv[1]))
