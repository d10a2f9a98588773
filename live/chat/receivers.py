"""What the chat does when people join, change and look."""

from django.db.models import Q
from django.dispatch import receiver

from live.accounts.signals import joined, profile_changed, site_founded
from live.chat import reading, services
from live.chat.models import Room
from live.engine import changes, presence, topics


@receiver(site_founded)
def make_the_first_room(administrator, room_name, **_):
    services.create_room(administrator, room_name)


@receiver(joined)
def let_into_open_rooms(user, **_):
    services.join_open_rooms(user)


@receiver(profile_changed)
def show_the_new_name(user, **_):
    """In each room that the person is in or has written in."""
    inside, written = user.memberships.values("room"), user.messages.values("room")
    changes.record("changed", user, on=list(Room.objects.filter(Q(pk__in=inside) | Q(pk__in=written))))


@receiver(presence.looked)
def note_what_was_seen(topic, user_ids, **_):
    model, pk = topics.parse(topic)
    if model is Room:
        reading.mark_seen(Room(pk=pk), user_ids)
