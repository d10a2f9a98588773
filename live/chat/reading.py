"""How far people have read, and what they want to hear of a room."""

from django.db import transaction

from live.chat.unread import counted
from live.engine import changes
from live.notifications.services import mark_read_about


def membership_of(room, user):
    """How the person is in the room, with how much is `unread`; nothing for somebody who only reads an open room."""
    return counted(room.memberships).select_related("user").filter(user=user).first()


def open_room(room, membership, messages):
    """Somebody is shown the room's newest messages: their other pages stop calling it unread.

    Returns the first of all that were unread, or nothing.
    """
    if membership is None:
        return None
    first = _first_unread(room, membership, messages) if messages else None
    if membership.unread or membership.is_marked_unread:
        _mark_read(room, membership.user)
    elif messages and membership.read_to < messages[-1].pk:
        mark_seen(room, [membership.user_id])
    return first


@transaction.atomic
def _mark_read(room, user):
    changes.lock(user)
    newest = room.newest_number()
    room.memberships.quietly().filter(user=user).update(read_to=newest, is_marked_unread=False)
    changes.record("read", room, on=user)


def _first_unread(room, membership, messages):
    """Looked for in the room where it is further up than what is shown."""
    if messages[-1].pk <= membership.read_to:
        return None
    if messages[0].pk > membership.read_to:
        later = room.messages.filter(pk__gt=membership.read_to).exclude(author=membership.user_id)
        return later.order_by("pk").first()
    later = (message for message in messages if message.pk > membership.read_to)
    return next((message for message in later if message.author_id != membership.user_id), None)


def mark_seen(room, user_ids):
    """Open pages of these people show the room: nobody needs to be told that they have read it."""
    newest = room.newest_number()
    rows = room.memberships.quietly().filter(user__in=user_ids, is_marked_unread=False)
    rows.filter(read_to__lt=newest).update(read_to=newest)


def mark_notified(room, user, messages):
    """Somebody is shown these messages: they need not be told of them any more."""
    named = [message for message in messages if f" {user.username} " in message.mentions]
    if subjects := [room, *named] if room.is_direct else named:
        mark_read_about(user, subjects)


@transaction.atomic
def mark_unread(message, user):
    """From this message on the room counts as unread, until the person opens it again."""
    changes.lock(user)
    rows = message.room.memberships.quietly().filter(user=user)
    if rows.update(read_to=message.pk - 1, is_marked_unread=True):
        changes.record("read", message.room, on=user)


@transaction.atomic
def involve(membership, level):
    """Hear of a room so much from now on."""
    changes.lock(membership.user)
    membership.involvement = level
    membership.save(update_fields=["involvement"])
    changes.record("changed", membership.room, on=membership.user)
