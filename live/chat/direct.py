"""Direct conversations: one for each set of people, whoever opens it."""

import secrets
from hashlib import sha256

from django.db import transaction

from live.chat.models import Membership, Room
from live.engine import changes
from live.engine.topics import name_of


def conversation_of(people):
    """The one that these people have with each other, made if there is none yet."""
    key = _key(people)
    return Room.objects.filter(people_key=key).first() or _begin(people, key)


@transaction.atomic
def _begin(people, key):
    """Of several who open it at the same time one makes it, and the others find it."""
    names = sorted(map(name_of, people))
    for name in names:
        changes.lock(name)
    room, is_new = Room.objects.get_or_create(people_key=key, defaults=_about(people))
    if is_new:
        rows = [Membership(room=room, user=person) for person in people]
        Membership.objects.quietly().bulk_create(rows)
        changes.record("added", room, on=names)
    return room


def _about(people):
    """Its address tells nothing; its name is for the admin, others see the names of their partners."""
    names = ", ".join(sorted(person.username for person in people))
    return {"kind": Room.Kind.DIRECT, "slug": f"direct-{secrets.token_hex(8)}", "name": names[:60]}


def _key(people):
    return sha256(" ".join(map(str, sorted({person.pk for person in people}))).encode()).hexdigest()
