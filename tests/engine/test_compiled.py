"""Querysets that are compiled once say what the same querysets say that are compiled anew."""

import pytest
from django.db.models import Q

from live.accounts.models import User
from live.chat.models import Message, Room
from live.engine.compiled import Compiled

pytestmark = pytest.mark.django_db


@Compiled
def called(slug, name):
    return Room.objects.filter(Q(slug=slug) | Q(name=name)).order_by("slug")


@pytest.fixture
def rooms():
    return [Room.objects.create(slug=slug, name=slug.title()) for slug in ("attic", "cellar", "kitchen")]


def test_each_call_has_its_own_values(rooms):
    assert [room.name for room in called("attic", "Kitchen")] == ["Attic", "Kitchen"]
    assert [room.name for room in called("cellar", "")] == ["Cellar"]
    assert called("", "") == []


def test_a_value_is_never_part_of_the_statement(rooms):
    assert called("' OR ''='", "%s") == []


def test_what_belongs_to_a_row_comes_with_it(rooms, django_assert_num_queries):
    ada = User.objects.create_user("ada")
    said = [Message.objects.create(room=rooms[0], author=ada, body=body) for body in ("First", "Second")]
    shown = Compiled(lambda *pks: Message.objects.for_display().filter(pk__in=pks).order_by("pk"), "0", "1")
    with django_assert_num_queries(1):
        first, second = shown(*[message.pk for message in said])
        assert (first.author.username, second.room.name, second.previous_author_id) == ("ada", "Attic", ada.pk)
    assert first.previous_at is None


def test_it_takes_as_many_values_as_it_has_parameters():
    with pytest.raises(ValueError, match="shorter"):
        called("attic")
