"""What is said, changed and taken back."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from live.chat import services
from live.chat.models import Message
from live.engine.models import UnseenChange
from live.engine.topics import name_of


def test_a_message_is_recorded_in_its_room(ada, lobby, log):
    log(lobby)
    message = services.post_message(lobby, ada, "Is this thing on?")
    assert log(lobby) == [("added", name_of(message))]


def test_sent_twice_it_is_one_message(ada, lobby, log):
    first = services.post_message(lobby, ada, "once", "nonce")
    log(lobby)
    assert services.post_message(lobby, ada, "once", "nonce") == first
    assert (lobby.messages.count(), log(lobby)) == (1, [])


def test_another_text_with_the_same_nonce_is_another_message_and_again_only_one(ada, lobby):
    for body in ["typed while down", "typed while down, too", "typed while down, too"]:
        services.post_message(lobby, ada, body, "nonce")
    assert [message.body for message in lobby.messages.order_by("pk")] == ["typed while down", "typed while down, too"]


def test_a_nonce_is_one_persons_and_one_rooms(ada, grace, lobby, board):
    for room, author in [(lobby, ada), (lobby, grace), (board, ada)]:
        services.post_message(room, author, "hi", "nonce")
    assert Message.objects.count() == 3


def test_what_was_edited_is_still_not_sent_again(ada, lobby):
    message = services.post_message(lobby, ada, "hi", "nonce")
    services.edit_message(message, "hello")
    services.post_message(lobby, ada, "hi", "nonce")
    assert lobby.messages.get().body == "hello"


def test_a_repetition_is_found_without_a_look_at_all_that_the_author_said(ada, lobby):
    with CaptureQueriesContext(connection) as asked:
        services.post_message(lobby, ada, "once", "nonce")
    (search,) = [query["sql"] for query in asked if query["sql"].startswith("SELECT") and "sending" in query["sql"]]
    with connection.cursor() as cursor:
        plan = str(cursor.execute(f"EXPLAIN QUERY PLAN {search}").fetchall())
    assert "INDEX one_message_a_sending" in plan


def test_without_a_nonce_each_is_a_message(ada, lobby):
    for _ in range(2):
        services.post_message(lobby, ada, "hi")
    assert lobby.messages.count() == 2


def test_an_edit_is_marked_and_recorded(ada, lobby, log):
    message = services.post_message(lobby, ada, "helo")
    log(lobby)
    services.edit_message(message, "hello")
    message.refresh_from_db()
    assert (message.body, message.edited_at is not None) == ("hello", True)
    assert log(lobby) == [("changed", name_of(message))]


def test_an_edit_that_changes_nothing_is_none(ada, lobby, log):
    message = services.post_message(lobby, ada, "hello")
    log(lobby)
    services.edit_message(message, "hello")
    message.refresh_from_db()
    assert (message.edited_at, log(lobby)) == (None, [])


def test_who_edits_what_was_just_deleted_changes_nothing(ada, lobby, log):
    message = services.post_message(lobby, ada, "hello")
    services.delete_message(Message.objects.get())
    log(lobby)
    services.edit_message(message, "too late")
    assert (Message.objects.exists(), log(lobby)) == (False, [])


def test_with_a_message_its_successor_changes(ada, lobby, log):
    first, second, third = (services.post_message(lobby, ada, body) for body in "abc")
    names = [name_of(message) for message in (first, second, third)]
    log(lobby)
    services.delete_message(second)
    assert log(lobby) == [("removed", names[1]), ("changed", names[2])]
    services.delete_message(third)
    assert log(lobby) == [("removed", names[2])]


def test_the_successor_is_of_the_same_room(ada, lobby, board, log):
    message = services.post_message(lobby, ada, "a")
    services.post_message(board, ada, "b")
    name = name_of(message)
    log(lobby)
    services.delete_message(message)
    assert log(lobby) == [("removed", name)]


def test_the_log_holds_nothing_of_what_was_said(ada, lobby, log):
    services.delete_message(services.post_message(lobby, ada, "a secret"))
    assert "secret" not in str(log(lobby))


@pytest.mark.parametrize("change", [lambda rows: rows.update(body=""), lambda rows: rows.delete()])
def test_messages_do_not_change_unseen(lobby, change):
    with pytest.raises(UnseenChange):
        change(lobby.messages.all())


def test_posting_takes_few_queries(ada, lobby, django_assert_max_num_queries):
    with django_assert_max_num_queries(10):
        services.post_message(lobby, ada, "hi", "nonce")
