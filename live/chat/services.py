"""What people do in the chat: each in one transaction that ends by recording what open pages have to show.

Topics are locked before rows, always in the order of their names: so no two of these wait for each other.
"""

from hashlib import sha256

from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils import timezone

from live.chat import attention, finding
from live.chat.drafts import forget_draft
from live.chat.models import Membership, Message, Room
from live.chat.slugs import slug_for
from live.engine import changes
from live.engine.compiled import Compiled
from live.engine.topics import name_of
from live.files import store
from live.notifications.services import withdraw_all, withdraw_unseen
from live.search import services as search

EVERYBODY = "accounts.site.1"  # the topic of what concerns all who are signed in


# Messages


@transaction.atomic
def post_message(room, author, body, nonce="", files=(), reply_to=None):
    """Say something; the same words sent again with the same nonce are the message that is there already.

    The room is locked so that its messages' numbers rise in the order of the commits: what is unread is
    told by a number, and a message's header depends on the one before.
    """
    named = attention.people_named(body, room)
    changes.lock(room)
    sending = name_of_sending(room, nonce, body + "".join(f"\0{file.name}\0{file.size}" for file in files))
    for message in _sent(author.pk, sending) if sending else ():
        return message
    message = Message.objects.create(
        room=room,
        author=author,
        body=body,
        files=list(files),
        sending=sending,
        mentions=attention.noted(named),
        reply_to=reply_to and room.messages.filter(pk=reply_to.pk).first(),
    )
    if not files:
        forget_draft(room, author)
    finding.note(message)
    attention.tell_of(message, named)
    changes.record("added", message, on=room)
    return message


def post_files(room, author, body, uploads, nonce=""):
    """Say something with files. They are written before the transaction, which others wait for, and stay only
    if it has made a message with them.
    """
    files, message = [], None
    try:
        files.extend(upload.keep() for upload in uploads)
        message = post_message(room, author, body, nonce, files)
    finally:
        if message is None or message.files != files:
            store.remove(file.key for file in files)
    return message


@Compiled
def _sent(author_id, sending):
    """With the condition of the index: without it the databases go through all that the author ever said."""
    return Message.objects.filter(author=author_id, sending=sending).exclude(sending="")


def name_of_sending(room, nonce, body):
    """What a form with this nonce and these words is remembered by."""
    return sha256(f"{room.pk} {nonce} {body}".encode()).hexdigest() if nonce else ""


@transaction.atomic
def edit_message(message, body):
    """Change what was said; nothing happens where it was this already, or the message is gone."""
    room, named = message.room, attention.people_named(body, message.room)
    changes.lock(room)
    former = Message.objects.quietly().filter(pk=message.pk).exclude(body=body)
    for mentions in former.values_list("mentions", flat=True):
        former.update(body=body, edited_at=timezone.now(), mentions=attention.noted(named))
        message.body, message.mentions = body, attention.noted(named)
        finding.note(message)
        attention.tell_of_edit(message, named, attention.people_in(mentions))
        changes.record_all([("changed", subject, room) for subject in [message, *message.replies.all()]])


@transaction.atomic
def delete_message(message):
    """Take back what was said; the message after it may need a header or a day line of its own now."""
    room = message.room
    changes.lock(room)
    happened = [("removed", name_of(message), room)]
    happened += [("changed", answer, room) for answer in message.replies.all()]
    if successor := room.messages.filter(pk__gt=message.pk).order_by("pk").first():
        happened.append(("changed", successor, room))
    store.remove_after_commit(file.key for file in message.files)
    search.drop(message)
    attention.take_back(message)
    message.delete()
    changes.record_all(happened)


# Rooms


@transaction.atomic
def create_room(creator, name, kind=Room.Kind.OPEN, members=()):
    """Make a room with everybody in it, or its creator and the chosen members."""
    changes.lock(EVERYBODY)
    room = Room.objects.create(creator=creator, name=name, kind=kind, slug=slug_for(name, _slugs_like))
    _let_in(room, {creator, *members} if room.is_closed else _everybody())
    changes.record("added", room, on=_sidebars(room))
    return room


@transaction.atomic
def rename_room(room, name):
    """Give a room another name; its address stays."""
    shown_on = _lock(room, *_sidebars(room))
    room.name = name
    room.save(update_fields=["name"])
    changes.record("changed", room, on=shown_on)


@transaction.atomic
def convert_room(room, kind):
    """Open a closed room to everybody, or keep an open one to those who are in it now."""
    _expect_changeable(room)
    if kind == Room.Kind.DIRECT:
        raise ValueError("Nothing becomes a direct conversation.")
    _lock(room, EVERYBODY)
    room.kind = kind
    room.save(update_fields=["kind"])
    happened = [("changed", room, room), ("changed", room, EVERYBODY)]
    if room.is_closed:
        happened.append(("rights", room, room))
    else:
        _let_in(room, _everybody())
    changes.record_all(happened)


@transaction.atomic
def delete_room(room):
    """Remove a room with all that was said in it."""
    gone, shown_on = name_of(room), _lock(room, *_sidebars(room))
    said = room.messages(manager="everything")
    withdraw_all([room, *said.exclude(mentions="")])
    lists = said.exclude(files=[]).values_list("files", flat=True)
    store.remove_after_commit(file.key for files in lists for file in files)
    search.drop_all(said.all())
    room.delete()
    changes.record("removed", gone, on=shown_on)


@transaction.atomic
def add_member(room, user):
    """Let somebody into a closed room; what was said before counts as read."""
    _expect_changeable(room)
    _lock(room, user)
    _let_in(room, [user])
    changes.record("added", room, on=user)


@transaction.atomic
def remove_member(room, user):
    """Show somebody out of a closed room: their pages there end before anything that comes after."""
    _expect_changeable(room)
    _lock(room, user)
    room.memberships.quietly().filter(user=user).delete()
    withdraw_unseen(user)
    changes.record_all([("rights", user, room), ("removed", room, user)])


@transaction.atomic
def join_open_rooms(user):
    """Let a new person into the rooms that everybody is in."""
    changes.lock(EVERYBODY)
    for room in Room.objects.filter(kind=Room.Kind.OPEN):
        _let_in(room, [user])


def _expect_changeable(room):
    if room.is_direct:
        raise ValueError("A direct conversation is that of the people in it.")


def _lock(*topics):
    names = sorted(map(name_of, topics))
    for name in names:
        changes.lock(name)
    return names


def _let_in(room, people):
    newest = room.newest_number()
    rows = [Membership(room=room, user=person, read_to=newest) for person in people]
    Membership.objects.quietly().bulk_create(rows, ignore_conflicts=True)


def _everybody():
    return get_user_model().objects.active()


def _sidebars(room):
    """The topics of those in whose sidebar the room is."""
    if room.is_open:
        return [EVERYBODY]
    return [f"accounts.user.{pk}" for pk in room.memberships.values_list("user", flat=True)]


def _slugs_like(beginning):
    return set(Room.objects.filter(slug__startswith=beginning).values_list("slug", flat=True))
