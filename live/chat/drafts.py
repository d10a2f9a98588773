"""What somebody has begun to write in a room: it is there again when they come back."""

from live.chat.models import Draft

LONGEST = 10_000  # characters, as many as the composer takes


def draft_of(room, user):
    return Draft.objects.filter(room=room, user=user).values_list("body", flat=True).first() or ""


def keep_draft(room, user, text):
    """Remember it, or that there is nothing any more."""
    if text.strip():
        Draft.objects.update_or_create(room=room, user=user, defaults={"body": text[:LONGEST]})
    else:
        forget_draft(room, user)


def forget_draft(room, user):
    Draft.objects.filter(room=room, user=user).delete()
