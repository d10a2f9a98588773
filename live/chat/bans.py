"""What the chat does when people are banned, and when they are not any more."""

from django.dispatch import receiver

from live.accounts.signals import ban_changed
from live.chat.models import Room


@receiver(ban_changed)
def show_rooms_anew(user, **_):
    """Where they have written: headers and day lines of all others may be different without them."""
    written = user.messages(manager="everything").order_by().values("room")
    return [("anew", user, room) for room in Room.objects.filter(pk__in=written)]
