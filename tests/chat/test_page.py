"""What an open page of a room asks for over its socket, and what it gets for itself alone."""

import re

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404

from live.chat import services
from live.chat.models import Message
from live.engine.presence import typing_noticed


@pytest.fixture
def lobby_page(ada, lobby, tab):
    return tab(ada, lobby)


@pytest.fixture
def typists():
    """Who typed, and for how many seconds that counts."""
    noticed = []

    def note(name, seconds, **_):
        noticed.append((name, seconds))

    typing_noticed.connect(note)
    yield noticed
    typing_noticed.disconnect(note)


def value(html):
    field = re.search(r'<input [^>]*id="composer-body"[^>]*>', html)[0]
    found = re.search(r'value="([^"]*)"', field)
    return found[1] if found else ""


def said(room):
    return [message.body for message in room.messages.order_by("pk")]


def is_left_alone(answer):
    """Nothing but an end of the questions."""
    return re.sub(r"\s+", " ", answer).strip() == '<span id="probe" hidden hx-swap-oob="outerHTML"></span>'


# Writing


def test_an_accepted_message_is_followed_by_a_question_about_the_field(lobby_page, ada, lobby):
    answer = lobby_page.post_message({"body": "hello", "nonce": "n"})
    assert lobby.messages.get().body == "hello"
    assert 'id="probe"' in answer
    assert "draft" in answer
    assert value(answer) == ""
    assert 'id="composer-body"' in answer
    assert "autofocus" in answer
    assert 'hx-swap-oob="outerMorph"' in answer  # which leaves what was typed


def test_when_the_field_still_holds_what_was_sent_it_is_emptied(lobby_page):
    lobby_page.post_message({"body": "hello", "nonce": "n"})
    answer = lobby_page.draft({"body": "hello ", "nonce": "n"})
    assert value(answer) == ""
    assert 'id="nonce"' in answer
    assert 'value="n"' not in answer


def test_while_somebody_types_on_the_field_is_left_alone(lobby_page):
    lobby_page.post_message({"body": "hello", "nonce": "n"})
    answer = lobby_page.draft({"body": "hello and", "nonce": "n"})
    assert "delay:400ms" in answer
    assert "composer-body" not in answer
    answer = lobby_page.draft({"body": "hello and good", "nonce": "n", "length": "9"})
    assert "delay:400ms" in answer


def test_once_they_pause_what_follows_the_sent_text_stays(lobby_page):
    lobby_page.post_message({"body": "hello", "nonce": "n"})
    assert value(lobby_page.draft({"body": "hello and", "nonce": "n", "length": "9"})) == " and"


def test_a_draft_that_was_not_sent_is_left_alone(lobby_page):
    lobby_page.post_message({"body": "hello", "nonce": "n"})
    for fields in ({"body": "something else", "nonce": "n"}, {"body": "hello", "nonce": "another"}):
        assert is_left_alone(lobby_page.draft(fields))


def test_an_empty_field_is_left_alone(lobby_page):
    assert is_left_alone(lobby_page.draft({"body": "", "nonce": "n"}))


def test_a_field_that_was_emptied_by_hand_can_send_the_same_again(lobby_page, lobby):
    lobby_page.post_message({"body": "hello", "nonce": "n"})
    answer = lobby_page.draft({"body": "", "nonce": "n"})
    assert 'id="nonce"' in answer
    assert 'value="n"' not in answer


def test_keys_that_were_hit_as_the_field_was_replaced_come_into_the_new_one_at_a_pause(lobby_page):
    lobby_page.post_message({"body": "hello", "nonce": "n"})
    lobby_page.draft({"body": "hello", "nonce": "n"})
    assert "draft" in lobby_page.draft({"body": "helloqu", "nonce": "n"})
    assert lobby_page.draft({"body": "helloqu", "nonce": "n"}) is None
    assert "delay:400ms" in lobby_page.draft({"body": "ick", "nonce": "m"})
    assert value(lobby_page.draft({"body": "ick", "nonce": "m", "length": "3"})) == "quick"


def test_keys_that_were_hit_as_the_field_was_replaced_are_sent_with_the_rest(lobby_page, lobby):
    lobby_page.post_message({"body": "hello", "nonce": "n"})
    lobby_page.draft({"body": "hello", "nonce": "n"})
    lobby_page.draft({"body": "helloqu", "nonce": "n"})
    lobby_page.post_message({"body": "ick", "nonce": "m"})
    assert said(lobby) == ["hello", "quick"]
    assert value(lobby_page.draft({"body": "ick", "nonce": "m"})) == ""


def test_what_was_put_in_the_place_of_a_sent_text_as_the_field_was_replaced_is_not_lost(lobby_page, lobby):
    lobby_page.post_message({"body": "hello", "nonce": "n"})
    lobby_page.draft({"body": "hello", "nonce": "n"})
    lobby_page.draft({"body": "another", "nonce": "n"})
    lobby_page.post_message({"body": "", "nonce": "m"})
    assert said(lobby) == ["hello", "another"]


def test_sent_from_a_field_that_is_being_replaced_only_what_follows_is_a_message(lobby_page, lobby):
    lobby_page.post_message({"body": "hello", "nonce": "n"})
    lobby_page.draft({"body": "hello", "nonce": "n"})
    lobby_page.draft({"body": "hello you", "nonce": "n"})
    lobby_page.post_message({"body": "hello you", "nonce": "n"})
    assert said(lobby) == ["hello", "you"]
    assert is_left_alone(lobby_page.draft({"body": "", "nonce": "m"}))


def test_sent_again_from_a_field_that_was_replaced_it_is_one_message_however_late(lobby_page, lobby):
    lobby_page.post_message({"body": "hello", "nonce": "n"})
    lobby_page.draft({"body": "hello", "nonce": "n"})
    lobby_page.composer.sent = lobby_page.composer.sent_at = 0  # long ago
    assert lobby_page.post_message({"body": "hello", "nonce": "n"}) is None
    assert said(lobby) == ["hello"]


def test_sent_without_a_pause_only_what_follows_is_a_message(lobby_page, lobby):
    for words in ("ping", "pingping", "pingping pong"):
        lobby_page.draft({"body": words, "nonce": "n"})
        lobby_page.post_message({"body": words, "nonce": "n"})
    assert said(lobby) == ["ping", "ping", "pong"]
    assert value(lobby_page.draft({"body": "pingping pong", "nonce": "n"})) == ""


@pytest.mark.parametrize("second", ["hello", ""])
def test_a_double_click_is_one_message_and_no_mistake(lobby_page, lobby, second):
    lobby_page.post_message({"body": "hello", "nonce": "n"})
    assert lobby_page.post_message({"body": second, "nonce": "n"}) is None
    assert said(lobby) == ["hello"]


def test_after_a_lost_answer_the_new_connection_finds_out_what_was_accepted(ada, lobby, lobby_page, tab):
    lobby_page.post_message({"body": "hello", "nonce": "n"})
    again = tab(ada, lobby)
    assert 'id="probe"' in again.resumed()
    assert value(again.draft({"body": "hello", "nonce": "n"})) == ""


def test_of_several_sent_while_down_the_last_is_what_the_field_held(lobby_page):
    for body in ("one", "one two"):
        lobby_page.post_message({"body": body, "nonce": "n"})
    assert value(lobby_page.draft({"body": "one two", "nonce": "n"})) == ""


@pytest.mark.parametrize(("body", "problem"), [("  ", "Write something first."), ("x" * 4001, "Too long")])
def test_what_cannot_be_posted_is_refused_at_the_field_with_the_text_kept(lobby_page, body, problem):
    answer = lobby_page.post_message({"body": body, "nonce": "n"})
    assert problem in answer
    assert value(answer) == body
    assert 'value="n"' in answer
    assert not Message.objects.exists()


def test_no_push_carries_a_token(lobby_page):
    answers = [
        lobby_page.post_message({"body": "", "nonce": "n"}),
        lobby_page.post_message({"body": "a", "nonce": "n"}),
    ]
    message = str(Message.objects.get().pk)
    answers += [lobby_page.edit_message({"message": message}), lobby_page.ask_delete({"message": message})]
    assert not any("csrf" in answer for answer in answers)


def test_several_lines_stay_until_one_is_wanted_again(ada, lobby_page, client):
    assert "<textarea" in lobby_page.change_lines({"lines": "several", "body": "half", "nonce": "n", "now": "one"})
    assert "<textarea" in lobby_page.post_message({"body": "", "nonce": "n", "now": "several"})
    client.cookies["sessionid"] = lobby_page.page.session_key
    assert "<textarea" in client.get("/chat/lobby/").content.decode()
    assert value(lobby_page.change_lines({"lines": "one", "body": "half", "nonce": "n", "now": "several"})) == "half"


def test_a_page_keeps_its_lines_whatever_another_page_has(lobby_page):
    lobby_page.change_lines({"lines": "several", "body": "", "nonce": "n", "now": "one"})
    assert "<textarea" not in lobby_page.post_message({"body": "hi", "nonce": "n", "now": "one"})


def test_the_nonce_outlives_a_change_of_lines(lobby_page):
    lobby_page.post_message({"body": "hello", "nonce": "n"})
    assert 'value="n"' in lobby_page.change_lines({"lines": "several", "body": "hello", "nonce": "n"})


def test_typing_is_noticed_and_ends_with_the_message(lobby_page, typists):
    lobby_page.typing({"nonce": "n"})
    lobby_page.post_message({"body": "hello", "nonce": "n"})
    lobby_page.typing({"nonce": "n"})  # from before the page knew
    assert typists == [("ada", 5.0), ("ada", 0.0)]
    lobby_page.typing({"nonce": ""})
    assert typists[2:] == [("ada", 5.0)]


# Changing


@pytest.fixture
def message(ada, lobby):
    return services.post_message(lobby, ada, "hello <b>")


def test_asked_to_edit_the_page_gets_the_form(lobby_page, message):
    answer = lobby_page.edit_message({"message": str(message.pk)})
    assert 'id="editor"' in answer
    assert "hello &lt;b&gt;</textarea>" in answer
    assert "autofocus" in answer


def test_saved_the_form_goes(lobby_page, message):
    answer = lobby_page.edit_message({"message": str(message.pk), "body": "hi"})
    message.refresh_from_db()
    assert message.body == "hi"
    assert "textarea" not in answer


def test_an_edit_that_cannot_be_saved_stays_with_its_text(lobby_page, message):
    answer = lobby_page.edit_message({"message": str(message.pk), "body": "x" * 4001})
    assert "Too long" in answer
    assert "x" * 4001 in answer
    assert "innerMorph" in answer


def test_asked_to_delete_the_page_asks_back(lobby_page, message):
    answer = lobby_page.ask_delete({"message": str(message.pk)})
    assert "<dialog" in answer
    assert "hello &lt;b&gt;" in answer
    assert Message.objects.exists()
    lobby_page.delete_message({"message": str(message.pk)})
    assert not Message.objects.exists()


@pytest.mark.parametrize("action", ["edit_message", "ask_delete", "delete_message"])
def test_others_messages_are_not_ones_to_change(mallory, lobby, message, tab, action):
    with pytest.raises(PermissionDenied):
        getattr(tab(mallory, lobby), action)({"message": str(message.pk), "body": "mine"})
    message.refresh_from_db()
    assert message.body == "hello <b>"


@pytest.mark.parametrize("number", ["", "0", "-1", "x", "9" * 30, ["1", "2"], None])
@pytest.mark.parametrize("action", ["edit_message", "ask_delete", "delete_message"])
def test_what_is_no_message_is_not_there(lobby_page, message, action, number):
    with pytest.raises(Http404):
        getattr(lobby_page, action)({"message": number, "body": "x"})


def test_messages_of_other_rooms_are_not_there(ada, lobby_page, board):
    elsewhere = services.post_message(board, ada, "hush")
    with pytest.raises(Http404):
        lobby_page.delete_message({"message": str(elsewhere.pk)})


def test_who_was_removed_can_say_nothing_more(ada, board, tab):
    board_page = tab(ada, board)
    services.remove_member(board, ada)
    for action in (board_page.post_message, board_page.typing):
        with pytest.raises(Http404):
            action({"body": "still here", "nonce": "n"})
    assert not Message.objects.exists()


@pytest.mark.parametrize("action", ["post_message", "draft", "change_lines", "typing", "edit_message", "cancel_edit"])
def test_lists_and_nothing_where_text_belongs_break_nothing(lobby_page, message, action):
    for data in ({}, {name: ["a", "b"] for name in ("body", "nonce", "lines", "length", "message")}):
        try:
            getattr(lobby_page, action)(data)
        except Http404:
            continue
