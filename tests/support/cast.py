"""A pytest plugin: the cast in the tests' own process, their browsers, and what was recorded of their doings.

`e2e.plugin` has the same cast with real browsers.
"""

import pytest
from django.core.cache import cache
from django.test import Client

from live.accounts import rates
from live.accounts.models import User
from live.engine.models import Change
from live.engine.topics import name_of

PASSWORD = "correct horse battery"


@pytest.fixture(autouse=True)
def forgetful():
    """Nobody has tried anything yet, and no page is kept from another test."""
    rates.counter.cache_clear()
    cache.clear()


def person(username, **profile):
    """Somebody who is new here."""
    return User.objects.create_user(username, password=PASSWORD, **profile)


@pytest.fixture
def admin(db):
    return person("admin", role=User.Role.ADMINISTRATOR, time_zone="Europe/Berlin")


@pytest.fixture
def ada(admin):
    return person("ada", display_name="Ada Lovelace", role=User.Role.EDITOR, time_zone="Europe/London")


@pytest.fixture
def grace(admin):
    return person("grace", time_zone="Europe/Berlin")


@pytest.fixture
def linus(admin):
    return person("linus", time_zone="America/New_York")


@pytest.fixture
def mallory(admin):
    return person("mallory", time_zone="Asia/Tokyo")


@pytest.fixture
def window():
    """`window(ada)`: a browser where she is signed in; each call opens another one. `window()`: a stranger's."""

    def opened(person=None):
        client = Client()
        if person:
            client.force_login(person)
        return client

    return opened


@pytest.fixture
def log():
    """`log(lobby)`: what was recorded there since it was last looked at, as (verb, subject)."""
    seen = {}

    def since(topic):
        name = name_of(topic)
        changes = list(Change.objects.filter(topic__name=name, position__gt=seen.get(name, 0)).order_by("position"))
        seen[name] = changes[-1].position if changes else seen.get(name, 0)
        return [(change.verb, change.subject) for change in changes]

    return since


@pytest.fixture
def uploads(settings, tmp_path):
    """The folder of uploads, with nothing in it."""
    settings.MEDIA_ROOT = tmp_path
    return tmp_path
