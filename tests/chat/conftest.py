from types import SimpleNamespace

import pytest
from django.test import Client

from live.accounts import rates
from live.accounts.models import User
from live.chat import services
from live.chat.consumers import RoomConsumer
from live.chat.models import Room
from live.engine.models import Change
from live.engine.topics import name_of


@pytest.fixture(autouse=True)
def forgetful():
    """Nobody has tried anything yet."""
    rates.counter.cache_clear()


def person(username, **profile):
    return User.objects.admit(User(username=username, **profile))


@pytest.fixture
def admin(db):
    return person("admin", role=User.Role.ADMINISTRATOR)


@pytest.fixture
def ada(admin):
    return person("ada", display_name="Ada Lovelace", time_zone="Europe/London")


@pytest.fixture
def grace(admin):
    return person("grace", time_zone="Asia/Tokyo")


@pytest.fixture
def mallory(admin):
    return person("mallory")


@pytest.fixture
def lobby(admin):
    """Open: everybody is in it."""
    return services.create_room(admin, "Lobby")


@pytest.fixture
def board(admin, ada):
    """Closed: admin and ada."""
    return services.create_room(admin, "Board", Room.Kind.CLOSED, [ada])


@pytest.fixture
def window():
    """`window(ada)`: a browser where she is signed in."""

    def opened(person=None):
        client = Client()
        if person:
            client.force_login(person)
        return client

    return opened


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
def log():
    """`log(lobby)`: what was recorded there since it was last looked at, as (verb, subject).

    Without the calendar that everybody is given.
    """
    seen = {}

    def since(topic):
        name = name_of(topic)
        entries = list(Change.objects.filter(topic__name=name, position__gt=seen.get(name, 0)).order_by("position"))
        seen[name] = entries[-1].position if entries else seen.get(name, 0)
        return [(entry.verb, entry.subject) for entry in entries if not entry.subject.startswith("calendar.")]

    return since
