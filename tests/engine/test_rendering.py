"""What happened on a topic becomes as few frames as can be."""

import pytest
from django.db import transaction

from live.accounts.models import User
from live.blog import services as blogs
from live.chat import services
from live.engine import changes, rendering
from live.engine.audiences import TopicAudience
from live.engine.changes import OutOfReach, Place
from live.engine.fragments import Variant
from live.engine.rendering import AT_ONCE, Rendering
from live.engine.topics import name_of


@pytest.fixture
def ada(db):
    return User.objects.create_user("ada", password="x")


@pytest.fixture
def lobby(ada):
    return services.create_room(ada, "Lobby")


def steps(room, place):
    audience = TopicAudience(str, name_of(room), Variant("log", "en", "UTC"))
    return Rendering(changes.log(name_of(room), place.position)).steps(audience, place)


def test_who_has_not_seen_very_many_things_fetches_them_anew(ada, lobby, monkeypatch):
    monkeypatch.setattr(rendering, "TOO_MANY", 3)
    message = services.post_message(lobby, ada, "0")
    for number in range(1, 8):
        services.edit_message(message, str(number))
    assert len(steps(lobby, Place(name_of(lobby)))) == 1
    for body in ("more", "and more", "and yet more"):
        services.post_message(lobby, ada, body)
    with pytest.raises(OutOfReach):
        steps(lobby, Place(name_of(lobby)))


def now(room):
    return changes.heads([name_of(room)])[name_of(room)]


def test_a_thing_that_changed_many_times_is_shown_once(ada, lobby):
    message = services.post_message(lobby, ada, "0")
    before = now(lobby)
    for number in range(1, 3 * AT_ONCE):
        services.edit_message(message, str(number))
    [(frame, place)] = steps(lobby, before)
    assert frame.text.count("<article") == 1
    assert f"<p>{number}</p>" in frame.text
    assert place == now(lobby)


def test_only_the_last_of_several_frames_moves_a_page(ada, lobby):
    before = Place(name_of(lobby))
    for number in range(AT_ONCE + 1):
        services.post_message(lobby, ada, str(number))
    (first, still), (second, there) = steps(lobby, before)
    assert (first.text.count("<article"), second.text.count("<article")) == (AT_ONCE, 1)
    assert (still, there) == (before, now(lobby))
    assert f'value="{there}"' not in first.text
    assert f'value="{there}"' in second.text


def test_what_a_view_does_not_show_takes_no_frame(ada, lobby):
    before = now(lobby)
    with transaction.atomic():
        changes.record("rights", ada, on=lobby)
    assert steps(lobby, before) == []
    services.post_message(lobby, ada, "and now a frame")
    [(frame, there)] = steps(lobby, before)
    assert there == now(lobby)
    assert f'value="{there}"' in frame.text


class TestWhatIsOver:
    """Its pages end, unless it was begun again meanwhile."""

    @pytest.fixture
    def match(self, ada):
        return blogs.create_blog("The match")

    def is_over(self, match):
        rendering = Rendering(changes.log(name_of(match), 0))
        rendering.steps(TopicAudience(str, name_of(match), Variant("top", "en", "UTC")), Place(name_of(match)))
        return rendering.is_over(name_of(match))

    def test_it_is_over_once_that_was_said(self, match):
        assert not self.is_over(match)
        blogs.archive(match)
        assert self.is_over(match)

    def test_what_was_reopened_is_not(self, match):
        blogs.archive(match)
        blogs.reopen(match)
        assert not self.is_over(match)
