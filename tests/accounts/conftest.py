import pytest
from django.test import Client

from live.accounts import rates
from live.accounts.models import User

PASSWORD = "correct horse battery"


@pytest.fixture(autouse=True)
def forgetful():
    """Nobody has tried anything yet."""
    rates.counter.cache_clear()


@pytest.fixture
def admin(db):
    return User.objects.create_superuser("admin", password=PASSWORD)


@pytest.fixture
def ada(admin):
    return User.objects.create_user(
        "ada", password=PASSWORD, display_name="Ada Lovelace", role=User.Role.EDITOR, time_zone="Europe/London"
    )


@pytest.fixture
def grace(admin):
    return User.objects.create_user("grace", password=PASSWORD)


@pytest.fixture
def window():
    """`window(ada)`: a browser where she is signed in; each call opens another one."""

    def opened(person=None):
        client = Client()
        if person:
            client.force_login(person)
        return client

    return opened


@pytest.fixture
def heard():
    """`heard(signal)`: the list of what it sends from now on."""
    connected = []

    def listen(signal):
        calls = []

        def note(sender, **provided):
            calls.append({name: value for name, value in provided.items() if name != "signal"})

        signal.connect(note)
        connected.append((signal, note))
        return calls

    yield listen
    for signal, note in connected:
        signal.disconnect(note)
