"""Django's admin goes the way of the services, so that open pages are told."""

import pytest

from live.chat import services
from live.chat.models import Message, Room
from live.chat.services import EVERYBODY
from live.engine.topics import name_of


@pytest.fixture
def office(admin, window):
    return window(admin)


def test_a_room_is_made_renamed_and_closed(office, ada, log):
    office.post("/admin/chat/room/add/", {"name": "Attic", "kind": "open"})
    room = Room.objects.get()
    assert (room.slug, room.memberships.count()) == ("attic", 2)
    log(EVERYBODY)
    office.post(f"/admin/chat/room/{room.pk}/change/", {"name": "Loft", "kind": "closed"})
    room.refresh_from_db()
    assert (room.name, room.kind) == ("Loft", "closed")
    assert log(EVERYBODY) == [("changed", name_of(room))] * 2


def test_a_message_is_changed_and_deleted(office, ada, lobby, log):
    message = services.post_message(lobby, ada, "helo")
    log(lobby)
    office.post(f"/admin/chat/message/{message.pk}/change/", {"body": "hello"})
    message.refresh_from_db()
    assert (message.body, log(lobby)) == ("hello", [("changed", name_of(message))])
    office.post(f"/admin/chat/message/{message.pk}/delete/", {"post": "yes"})
    assert (Message.objects.exists(), log(lobby)) == (False, [("removed", name_of(message))])


def test_many_messages_are_deleted_one_by_one(office, ada, lobby, log):
    numbers = [services.post_message(lobby, ada, body).pk for body in "abc"]
    log(lobby)
    office.post("/admin/chat/message/", {"action": "delete_selected", "_selected_action": numbers, "post": "yes"})
    assert not Message.objects.exists()
    assert [verb for verb, _ in log(lobby)].count("removed") == 3


def test_rooms_are_deleted_and_people_let_in_and_out(office, grace, board, log):
    office.post("/admin/chat/membership/add/", {"room": board.pk, "user": grace.pk})
    membership = board.memberships.get(user=grace)
    office.post(f"/admin/chat/membership/{membership.pk}/delete/", {"post": "yes"})
    assert log(grace) == [("added", name_of(board)), ("removed", name_of(board))]
    office.post(f"/admin/chat/room/{board.pk}/delete/", {"post": "yes"})
    assert not Room.objects.exists()
