"""How many pages there are: a row for each topic and process, shown when it changes."""

from types import SimpleNamespace
from uuid import uuid4

import pytest

from live.engine.audiences import TopicAudience
from live.engine.fragments import Variant
from live.engine.models import Crowd
from live.engine.numbers import Numbers, tell, totals

MATCH, LOBBY = "blog.blog.5", "chat.room.5"


@pytest.fixture
def shown():
    return []


@pytest.fixture
def numbers(db, shown):
    return Numbers({}, lambda show, frame: shown.append(frame.text))


def follow(numbers, topic, view, pages):
    audience = TopicAudience(str, topic, Variant(view, "en", "UTC"))
    audience.following = pages
    numbers.followed.setdefault(topic, SimpleNamespace(audiences=set())).audiences.add(audience)
    return audience


def test_all_views_that_count_count_together(numbers, shown):
    follow(numbers, MATCH, "top", 3)
    follow(numbers, MATCH, "reading:7", 2)
    follow(numbers, LOBBY, "log", 4)
    numbers.look(0.0)
    assert totals([MATCH, LOBBY]) == {MATCH: 5}
    assert len(shown) == 2
    assert all("5 readers now" in text for text in shown)


def test_other_processes_count_too(numbers, shown):
    tell({MATCH: 10}, {}, uuid4())
    audience = follow(numbers, MATCH, "top", 1)
    numbers.look(0.0)
    assert "11 readers now" in shown[-1]
    assert "11 readers now" in numbers.current(audience)[0].text


def test_it_is_said_again_only_when_it_changes_and_not_too_often(numbers, shown, django_assert_num_queries):
    audience = follow(numbers, MATCH, "top", 1)
    numbers.look(0.0)
    audience.following = 2
    numbers.look(1.0)
    assert len(shown) == 1
    numbers.look(2.5)
    with django_assert_num_queries(1):
        numbers.look(5.0)
    assert len(shown) == 2


def test_what_nobody_follows_any_more_is_cleared_away(numbers):
    follow(numbers, MATCH, "top", 1)
    numbers.look(0.0)
    numbers.followed.clear()
    numbers.look(5.0)
    assert not Crowd.objects.exists()


def test_where_nothing_is_counted_nothing_is_asked(numbers, django_assert_num_queries):
    follow(numbers, LOBBY, "log", 4)
    with django_assert_num_queries(0):
        numbers.look(0.0)
