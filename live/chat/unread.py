"""Rooms as a person's list shows them, each with how many messages are unread in it."""

from copy import copy

from django.db.models import Case, IntegerField, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Concat, Lower

from live.chat.models import Membership, Message, Room
from live.engine import presence
from live.engine.topics import name_of

MOST = 1_000  # unread messages that are counted, so that a room does not cost more the longer somebody is away
LAST = Value(2**63 - 1)  # the number that no message reaches
ALL = "*"  # instead of a slug: the list of all rooms, those too that the person wants to see nothing of


def rooms_for(user, current=""):
    """The rooms in somebody's list, by name, then conversations, the latest first.

    The one whose page this is (`current`, its slug) has nothing unread.
    """
    return listed(rooms_of([(user.pk, current)])[user.pk, current])


def listed(rooms):
    return [room for room in rooms if room.is_listed]


def rooms_of(viewers):
    """The rooms that people see, for many `(user id, current slug)`, with a fixed number of queries.

    Who sees a room is decided as `Room.objects.visible_to` does it for one.
    """
    memberships = _memberships({user_id for user_id, _ in viewers})
    rooms = list(_rooms({room_id for _, room_id in memberships}))
    partners = _people_in([room for room in rooms if room.is_direct])
    looking = presence.people_on((name_of(room) for room in rooms), just_left=False)
    here = presence.people_here({person.pk for people in partners.values() for person in people})
    return {
        (user_id, current): sorted(
            (
                _as_seen(room, memberships.get((user_id, room.pk)), user_id, current, looking, partners, here)
                for room in rooms
                if room.is_open or (user_id, room.pk) in memberships
            ),
            key=_place,
        )
        for user_id, current in viewers
    }


def counted(memberships):
    """With how many messages are `unread`, as much as each person wants to know of the room."""
    others = Message.objects.later(OuterRef("room"), OuterRef("read_to")).exclude(author=OuterRef("user"))
    naming = others.filter(mentions__contains=Concat(Value(" "), OuterRef("user__username"), Value(" ")))
    levels = Membership.Involvement
    return memberships.annotate(
        unread=Case(
            When(involvement=levels.EVERYTHING, then=_number_of(others)),
            When(involvement=levels.MENTIONS, then=_number_of(naming)),
            default=0,
        )
    )


class NumberOf(Subquery):
    """How many rows a subquery has: of one with a limit the database counts no further."""

    template = "(SELECT COUNT(*) FROM (%(subquery)s) AS counted)"
    output_field = IntegerField()


def _number_of(messages):
    return NumberOf(messages.values("pk")[:MOST])


def _memberships(user_ids):
    rows = counted(Membership.objects.filter(user__in=user_ids))
    return {(row.user_id, row.room_id): row for row in rows}


def _rooms(inside):
    latest = Message.objects.earlier(OuterRef("pk"), LAST).values("created_at")[:1]
    rooms = Room.objects.filter(Q(kind=Room.Kind.OPEN) | Q(pk__in=inside))
    return rooms.annotate(last_message_at=Subquery(latest)).order_by(Lower("name"), "pk")


def _people_in(rooms):
    """Of direct conversations, by room id."""
    people = {room.pk: [] for room in rooms}
    if rooms:
        rows = Membership.objects.filter(room__in=people).select_related("user").order_by("user__username")
        for row in rows:
            people[row.room_id].append(row.user)
    return people


def _as_seen(room, membership, user_id, current, looking, partners, here):
    seen = copy(room)
    seen.is_current = room.slug == current
    seen.unread = _unread(membership, seen.is_current or user_id in looking[name_of(room)])
    seen.is_listed = seen.is_current or current == ALL or not _is_hidden(room, membership)
    if room.is_direct:
        seen.others = others_of(partners[room.pk], user_id)
        seen.name = names_of(seen.others)
        seen.is_here = any(person.pk in here for person in seen.others)
    return seen


def _unread(membership, is_looking):
    if membership is None:
        return 0
    if membership.is_marked_unread:
        return max(1, membership.unread)
    return 0 if is_looking else membership.unread


def _is_hidden(room, membership):
    """A conversation in which nothing was said yet is only its opener's; what somebody made invisible is nobody's."""
    if room.is_direct and room.last_message_at is None:
        return True
    return membership is not None and membership.involvement == Membership.Involvement.INVISIBLE


def _place(room):
    """In the list: rooms by name, as they come, then conversations."""
    return (1, -room.last_message_at.timestamp() if room.last_message_at else 0) if room.is_direct else (0, 0)


def others_of(people, user_id):
    """Whom somebody talks to in a conversation: themselves, where nobody else is in it."""
    return [person for person in people if person.pk != user_id] or people


def names_of(people):
    return ", ".join(person.name for person in people)
