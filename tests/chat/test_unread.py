"""How many messages somebody has not seen, and where that is shown."""

from uuid import uuid4

import pytest

from live.chat import history, reading, services
from live.chat.models import Room
from live.chat.topics import Sidebar
from live.chat.unread import rooms_for, rooms_of
from live.engine import presence
from live.engine.fragments import Viewer
from live.engine.topics import name_of
from tests.support.cast import person


def unread(user, current=""):
    return {room.slug: room.unread for room in rooms_for(user, current)}


@pytest.fixture
def three_said(ada, grace, lobby):
    for body in "abc":
        services.post_message(lobby, ada, body)


def opens(user, room):
    """The first message that was unread."""
    return reading.open_room(room, reading.membership_of(room, user), history.newest(room).messages)


def is_here(user, room):
    page = uuid4()
    presence.arrive({page: (name_of(room), user.pk)}, process=uuid4())
    return page


def test_what_others_said_counts_and_what_one_said_oneself_does_not(ada, grace, lobby, three_said):
    assert (unread(grace), unread(ada)) == ({"lobby": 3}, {"lobby": 0})


def test_opening_the_room_reads_it_and_tells_the_other_pages(grace, lobby, three_said, log):
    opens(grace, lobby)
    assert unread(grace) == {"lobby": 0}
    assert log(grace) == [("read", name_of(lobby))]


def test_where_nothing_was_unread_nobody_is_told(ada, lobby, three_said, log):
    opens(ada, lobby)
    assert log(ada) == []


def test_who_looks_at_the_room_has_nothing_unread_in_any_window(grace, lobby, three_said):
    page = is_here(grace, lobby)
    assert unread(grace) == {"lobby": 0}
    presence.leave([page])
    assert unread(grace) == {"lobby": 3}


def test_the_page_of_a_room_shows_nothing_unread_in_it(grace, lobby, three_said):
    assert unread(grace, "lobby") == {"lobby": 0}


def test_what_open_pages_showed_is_read(ada, grace, lobby, three_said, log):
    presence.looked.send(sender=None, topic=name_of(lobby), user_ids={grace.pk})
    services.post_message(lobby, ada, "d")
    assert unread(grace) == {"lobby": 1}
    assert log(grace) == []


def test_looking_at_something_else_reads_nothing(grace, lobby, three_said):
    presence.looked.send(sender=None, topic=name_of(grace), user_ids={grace.pk})
    assert unread(grace) == {"lobby": 3}


def test_a_deleted_message_is_not_unread(grace, lobby, three_said):
    services.delete_message(lobby.messages.latest("pk"))
    assert unread(grace) == {"lobby": 2}


def test_a_closed_room_tells_others_nothing(ada, grace, lobby, board):
    services.post_message(board, ada, "hush")
    assert unread(grace) == {"lobby": 0}


def test_everybody_sees_the_rooms_that_they_may(admin, ada, grace, mallory, lobby, board):
    for user in (admin, ada, grace, mallory):
        assert {room.pk for room in rooms_for(user)} == {room.pk for room in Room.objects.visible_to(user)}


def test_rooms_stand_in_the_order_of_their_names(admin, lobby):
    for name in ("attic", "Zoo", "Basement"):
        services.create_room(admin, name)
    assert [room.name for room in rooms_for(admin)] == ["attic", "Basement", "Lobby", "Zoo"]


def test_a_list_shows_counts_marks_the_current_room_and_follows_the_others(grace, lobby, three_said, admin):
    attic = services.create_room(admin, "Attic")
    viewer = Viewer(grace.pk, "attic", "en", "UTC")
    shown = Sidebar().render([viewer])[viewer]
    assert 'data-room="lobby" href="/chat/lobby/" data-unread="3"' in shown.html
    assert 'data-room="attic" href="/chat/attic/" aria-current="page"' in shown.html
    assert shown.topics == {"accounts.site.1", name_of(grace), name_of(lobby)}
    assert name_of(attic) not in shown.topics


def test_lists_of_many_take_as_many_queries_as_one(admin, lobby, board, django_assert_num_queries):
    everybody = [(person(f"member{number}").pk, "") for number in range(20)]
    with django_assert_num_queries(3):
        rooms_of(everybody[:1])
    with django_assert_num_queries(3):
        rooms_of(everybody)
