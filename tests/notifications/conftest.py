import pytest
from django.test import Client
from django.utils.functional import lazystr

from live.accounts.models import User
from live.engine.models import Change
from live.notifications import kinds


def person(username, **profile):
    return User.objects.admit(User(username=username, **profile))


@pytest.fixture
def ada(db):
    return person("ada", display_name="Ada <Lovelace>", time_zone="Europe/London")


@pytest.fixture
def grace(ada):
    return person("grace", time_zone="Asia/Tokyo")


@pytest.fixture
def linus(ada):
    return person("linus")


@pytest.fixture(autouse=True)
def poke(monkeypatch):
    """A kind of things to be told of."""
    monkeypatch.setitem(kinds.kinds, "poke", kinds.Kind(lazystr("%(actor)s pokes you in %(room)s"), "bell"))
    return "poke"


@pytest.fixture
def window():
    """`window(ada)`: a browser where she is signed in."""

    def opened(person):
        client = Client()
        client.force_login(person)
        return client

    return opened


@pytest.fixture
def told():
    """`told(ada)`: what her pages heard of her inbox, as verbs."""

    def verbs(person):
        entries = Change.objects.filter(topic__name=f"notifications.inbox.{person.pk}").order_by("position")
        return list(entries.values_list("verb", flat=True))

    return verbs
