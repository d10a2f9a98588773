"""What the chat does when people are banned, and when they are not any more."""

from django.db.models import Q
from django.dispatch import receiver

from live.accounts.signals import ban_changed
from live.chat.models import Message, Room


@receiver(ban_changed)
def show_rooms_anew(user, **_):
    """Where they have reacted, or written: headers and day lines of all others may be different without them."""
    theirs = Q(author=user) | Q(reactions__icontains=f'"{user.username}"')
    rooms = Message.everything.filter(theirs).order_by().values("room")
    return [("anew", user, room) for room in Room.objects.filter(pk__in=rooms)]
