from types import SimpleNamespace

import pytest

from live.chat import services
from live.chat.consumers import RoomConsumer
from live.chat.models import Room


@pytest.fixture
def lobby(admin):
    """Open: everybody is in it."""
    return services.create_room(admin, "Lobby")


@pytest.fixture
def board(admin, ada):
    """Closed: admin and ada."""
    return services.create_room(admin, "Board", Room.Kind.CLOSED, [ada])


@pytest.fixture
def tab(window):
    """`tab(ada, lobby)`: what her open page may ask for; its methods are the actions."""

    def opened(person, room):
        consumer = RoomConsumer()
        consumer.user, consumer.kwargs = person, {"slug": room.slug}
        consumer.page = SimpleNamespace(session_key=window(person).session.session_key)
        return consumer

    return opened


@pytest.fixture
def log(log):
    """The same, without the calendar that everybody is given."""
    return lambda topic: [(verb, subject) for verb, subject in log(topic) if not subject.startswith("calendar.")]
