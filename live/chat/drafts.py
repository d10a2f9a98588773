"""What somebody has begun to write in a room: it is there again when they come back."""

from live.chat.models import Draft
from live.engine.compiled import Compiled

LONGEST = 10_000  # characters, as many as the composer takes


def draft_of(room, user):
    return next((draft.body for draft in _drafts(room.pk, user.pk)), "")


def keep_draft(room, user, text):
    """Remember it, or that there is nothing any more."""
    if text.strip():
        Draft.objects.update_or_create(room=room, user=user, defaults={"body": text[:LONGEST]})
    else:
        forget_draft(room, user)


def forget_draft(room, user):
    for draft in _drafts(room.pk, user.pk):
        draft.delete()


@Compiled
def _drafts(room_id, user_id):
    """At most one; asked for with each message."""
    return Draft.objects.filter(room=room_id, user=user_id)
