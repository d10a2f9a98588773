"""Names of topics, and who may follow them."""

import pytest
from django.contrib.auth.models import AnonymousUser

from live.accounts.models import User
from live.engine import topics
from live.engine.topics import UnknownTopic


def test_a_topic_is_named_after_an_object():
    assert topics.name_of(User(pk=5)) == "accounts.user.5"
    assert topics.parse("accounts.user.5") == (User, 5)


@pytest.mark.parametrize(
    "name", ["", "chat", "chat.room", "chat.room.x", "../etc.passwd.1", "os.system.1", "a" * 10_000, "сhat.room.1"]
)
def test_no_other_name_is_looked_up(name):
    with pytest.raises(UnknownTopic):
        topics.parse(name)


@pytest.mark.django_db
def test_a_person_follows_what_the_model_says_is_theirs():
    ada, grace = User.objects.create(username="ada"), User.objects.create(username="grace")
    both = {topics.name_of(ada), topics.name_of(grace)}
    assert topics.visible(both, ada) == {topics.name_of(ada)}
    assert topics.visible(both, AnonymousUser()) == set()
