"""Rooms come, change and go, and everybody who sees them is told."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db.models import ProtectedError

from live.accounts.models import User
from live.accounts.services import update_profile
from live.accounts.signals import site_founded
from live.chat import services
from live.chat.models import Membership, Message, Room
from live.chat.services import EVERYBODY
from live.chat.unread import rooms_for
from live.engine.models import UnseenChange
from live.engine.topics import name_of
from tests.support.cast import person


def names(people):
    return {membership.user.username for membership in people.memberships.all()}


def seen_by(user):
    return {room.slug for room in Room.objects.visible_to(user)}


def test_an_open_room_has_everybody_in_it(ada, grace, lobby, log):
    assert names(lobby) == {"admin", "ada", "grace"}
    assert log(EVERYBODY) == [("added", name_of(lobby))]


def test_who_comes_later_is_in_it_too(lobby, board):
    zoe = person("zoe")
    assert seen_by(zoe) == {"lobby"}
    assert zoe.memberships.get().room == lobby


def test_a_closed_room_is_for_those_who_are_in_it(admin, ada, grace, board):
    assert names(board) == {"admin", "ada"}
    assert (seen_by(ada), seen_by(grace)) == ({"board"}, set())


def test_a_closed_room_is_closed_to_administrators(admin, ada):
    services.create_room(ada, "Ours", Room.Kind.CLOSED)
    assert seen_by(admin) == set()


def test_who_is_not_signed_in_sees_no_room(lobby):
    assert seen_by(AnonymousUser()) == set()


def test_only_its_people_hear_of_a_closed_room(admin, ada, grace, board, log):
    assert (log(admin), log(ada)) == ([("added", name_of(board))], [("added", name_of(board))])
    services.rename_room(board, "Council")
    services.post_message(board, ada, "hush")
    assert (log(grace), log(EVERYBODY)) == ([], [])


@pytest.mark.parametrize(
    ("names", "slugs"),
    [
        (["Plans for May!", "Plans for May?"], ["plans-for-may", "plans-for-may-2"]),
        (["設計", "Дизайн", "🎈"], ["room", "room-2", "room-3"]),
        (["Direct"], ["direct-2"]),
        (["x" * 60, "x" * 60], ["x" * 50, "x" * 50 + "-2"]),
        (["Café"], ["cafe"]),
    ],
)
def test_each_room_has_an_address(admin, names, slugs):
    assert [services.create_room(admin, name).slug for name in names] == slugs


def test_a_new_name_is_told_on_its_pages_and_in_lists(lobby, log):
    log(lobby), log(EVERYBODY)
    services.rename_room(lobby, "Foyer")
    lobby.refresh_from_db()
    assert (lobby.name, lobby.slug) == ("Foyer", "lobby")
    assert log(lobby) == log(EVERYBODY) == [("changed", name_of(lobby))]


def test_a_closed_room_can_be_opened(ada, grace, board, log):
    services.post_message(board, ada, "before")
    services.convert_room(board, Room.Kind.OPEN)
    assert names(board) == {"admin", "ada", "grace"}
    assert [room.unread for room in rooms_for(grace) if room == board] == [0]
    assert log(EVERYBODY) == [("changed", name_of(board))]


def test_an_open_room_can_be_closed_to_who_comes_later(ada, lobby, log):
    log(lobby)
    services.convert_room(lobby, Room.Kind.CLOSED)
    zoe = person("zoe")
    assert (seen_by(ada), seen_by(zoe)) == ({"lobby"}, set())
    assert ("rights", name_of(lobby)) in log(lobby)


def test_who_is_let_in_has_nothing_to_catch_up_with(ada, grace, board, log):
    services.post_message(board, ada, "before")
    services.add_member(board, grace)
    assert seen_by(grace) == {"board"}
    assert [room.unread for room in rooms_for(grace) if room == board] == [0]
    assert log(grace) == [("added", name_of(board))]


def test_who_is_removed_is_out_before_anything_that_follows(ada, board, log):
    log(board), log(ada)
    services.remove_member(board, ada)
    assert seen_by(ada) == set()
    assert (log(board), log(ada)) == ([("rights", name_of(ada))], [("removed", name_of(board))])


def test_a_deleted_room_is_gone_with_all_that_was_said(ada, board, log):
    services.post_message(board, ada, "hush")
    name = name_of(board)
    log(name), log(ada)
    services.delete_room(board)
    assert not any(model.objects.exists() for model in (Room, Message, Membership))
    assert log(name) == log(ada) == [("removed", name)]


def test_the_first_run_makes_the_first_room(admin):
    site_founded.send(sender=None, administrator=admin, room_name="The hall")
    room = Room.objects.get()
    assert (room.name, room.kind, room.creator) == ("The hall", "open", admin)


def test_a_new_display_name_is_told_wherever_the_person_is_seen(ada, grace, lobby, board, log):
    elsewhere = services.create_room(grace, "Elsewhere", Room.Kind.CLOSED)
    for room in (lobby, board, elsewhere):
        log(room)
    update_profile(ada, display_name="Countess")
    assert log(lobby) == log(board) == [("changed", name_of(ada))]
    assert log(elsewhere) == []


@pytest.mark.parametrize("model", [Room, Membership])
def test_rooms_do_not_change_unseen(lobby, model):
    with pytest.raises(UnseenChange):
        model.objects.all().delete()


def test_people_who_wrote_stay(ada, lobby):
    services.post_message(lobby, ada, "hi")
    with pytest.raises(ProtectedError):
        User.objects.get(pk=ada.pk).delete()
