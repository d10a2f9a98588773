import pytest
from django.utils.functional import lazystr

from live.engine.models import Change
from live.notifications import kinds
from tests.support.cast import person


@pytest.fixture
def ada(db):
    """Her name would be mark-up, were it let."""
    return person("ada", display_name="Ada <Lovelace>", time_zone="Europe/London")


@pytest.fixture(autouse=True)
def poke(monkeypatch):
    """A kind of things to be told of."""
    monkeypatch.setitem(kinds.kinds, "poke", kinds.Kind(lazystr("%(actor)s pokes you in %(room)s"), "bell"))
    return "poke"


@pytest.fixture
def told():
    """`told(ada)`: what her pages heard of her inbox, as verbs."""

    def verbs(person):
        entries = Change.objects.filter(topic__name=f"notifications.inbox.{person.pk}").order_by("position")
        return list(entries.values_list("verb", flat=True))

    return verbs
