"""Rooms as a person's list shows them, each with how many messages are unread in it."""

from copy import copy

from django.db.models import Count, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce, Lower

from live.chat.models import Membership, Message, Room
from live.engine import presence
from live.engine.topics import name_of


def rooms_for(user, current=""):
    """The rooms that somebody sees, by name; the one whose page this is (`current`, its slug) has nothing unread."""
    return rooms_of([(user.pk, current)])[user.pk, current]


def rooms_of(viewers):
    """`rooms_for` for many `(user id, current slug)` with three queries.

    Who sees a room is decided as `Room.objects.visible_to` does it for one.
    """
    memberships = _memberships({user_id for user_id, _ in viewers})
    rooms = list(_rooms({room_id for _, room_id in memberships}))
    looking = presence.people_on((name_of(room) for room in rooms), just_left=False)
    return {
        (user_id, current): [
            _as_seen(room, memberships.get((user_id, room.pk)), current, user_id in looking[name_of(room)])
            for room in rooms
            if not room.is_closed or (user_id, room.pk) in memberships
        ]
        for user_id, current in viewers
    }


def _memberships(user_ids):
    """How many messages are unread, by `(user id, room id)`."""
    later = Message.objects.filter(room=OuterRef("room"), pk__gt=OuterRef("read_to")).exclude(author=OuterRef("user"))
    number = later.order_by().values("room").values(number=Count("pk"))
    rows = Membership.objects.filter(user__in=user_ids).annotate(unread=Coalesce(Subquery(number), 0))
    return {(row.user_id, row.room_id): row.unread for row in rows}


def _rooms(inside):
    latest = Message.objects.filter(room=OuterRef("pk")).order_by("-pk").values("created_at")[:1]
    rooms = Room.objects.filter(Q(kind=Room.Kind.OPEN) | Q(pk__in=inside))
    return rooms.annotate(last_message_at=Subquery(latest)).order_by(Lower("name"), "pk")


def _as_seen(room, unread, current, is_looking):
    seen = copy(room)
    seen.is_current = room.slug == current
    seen.unread = 0 if seen.is_current or is_looking else unread or 0
    return seen
