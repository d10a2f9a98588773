"""Who is here: a row a page, and a process that gives signs of life."""

from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine
from django.utils import timezone

from live.accounts.models import User
from live.engine import presence
from live.engine.models import Presence

ROOM = "chat.room.5"


@pytest.fixture
def ada(db):
    return User.objects.create_user("ada", password="x")


def people():
    return presence.people_on([ROOM])[ROOM]


def later(seconds):
    return time_machine.travel(timezone.now() + timedelta(seconds=seconds), tick=False)


def test_several_pages_of_a_person_count_once(ada):
    presence.arrive({uuid4(): (ROOM, ada.pk), uuid4(): (ROOM, ada.pk)}, uuid4())
    assert people() == [ada.pk]


def test_who_leaves_stays_for_the_grace_and_no_longer(ada):
    page = uuid4()
    presence.arrive({page: (ROOM, ada.pk)}, uuid4())
    presence.leave([page])
    assert people() == [ada.pk]
    assert presence.people_on([ROOM], just_left=False)[ROOM] == []
    with later(13):
        assert people() == []


def test_a_page_that_comes_back_in_time_never_left(ada):
    process, page = uuid4(), uuid4()
    presence.arrive({page: (ROOM, ada.pk)}, process)
    presence.leave([page])
    presence.arrive({uuid4(): (ROOM, ada.pk)}, process)
    with later(20):
        assert people() == [ada.pk]


def test_the_pages_of_a_process_that_died_are_gone_within_a_minute(ada):
    presence.arrive({uuid4(): (ROOM, ada.pk)}, uuid4())
    with later(44):
        assert people() == [ada.pk]
    with later(46):
        assert people() == []


def test_signs_of_life_keep_them_and_clear_away_the_others(ada):
    alive, dead = uuid4(), uuid4()
    presence.arrive({uuid4(): (ROOM, ada.pk)}, alive)
    presence.arrive({uuid4(): (ROOM, ada.pk)}, dead)
    with later(30):
        presence.beat(alive)
    with later(60):
        assert people() == [ada.pk]
    with later(120):
        presence.beat(alive)
        assert Presence.objects.filter(process=dead).count() == 0


def test_a_person_who_is_deleted_meanwhile_does_no_harm(ada):
    presence.arrive({uuid4(): (ROOM, ada.pk), uuid4(): (ROOM, 987)}, uuid4())
    assert people() == [ada.pk]
