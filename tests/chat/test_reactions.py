"""What people give a message instead of words, and answers that quote it."""

import pytest

from live.accounts.services import update_profile
from live.chat import reactions, services
from live.chat.models import Message
from live.engine import fragments
from live.engine.topics import name_of


@pytest.fixture
def message(ada, lobby):
    return services.post_message(lobby, ada, "Tea is **at four**")


def given(message):
    message.refresh_from_db()
    return message.reactions


def test_a_reaction_is_given_once_and_taken_back(ada, grace, message, lobby, log):
    log(lobby)
    for person in (ada, grace):
        reactions.react(message, person, "🎉")
    assert given(message) == {"🎉": ["ada", "grace"]}
    reactions.react(message, ada, "🎉")
    assert given(message) == {"🎉": ["grace"]}
    reactions.react(message, grace, "🎉")
    assert given(message) == {}
    assert log(lobby) == [("changed", name_of(message))] * 4


def test_who_reacts_to_what_was_just_deleted_changes_nothing(ada, message, lobby, log):
    services.delete_message(Message.objects.get())
    log(lobby)
    reactions.react(message, ada, "🎉")
    assert log(lobby) == []


def test_it_is_asked_for_over_the_socket(grace, message, lobby, tab):
    hers = tab(grace, lobby)
    picker = hers.react({"message": str(message.pk)})
    assert picker.count('name="emoji"') == len(reactions.QUICK) == 8
    put_away = f'id="actions-{message.pk}" popover hx-swap-oob="outerHTML"'
    assert put_away in hers.react({"message": str(message.pk), "emoji": "👍", "picked": "yes"})
    assert given(message) == {"👍": ["grace"]}
    assert put_away in hers.cancel_reaction({"message": str(message.pk)})
    assert hers.react({"message": str(message.pk), "emoji": "👍"}) is None  # by what stands below the message
    assert given(message) == {}
    assert "notice--error" in hers.react({"message": str(message.pk), "emoji": "<b>"})


def test_without_a_socket_there_are_forms(grace, message, window):
    path = f"/chat/lobby/messages/{message.pk}/react/"
    assert window(grace).get(path).content.decode().count('name="emoji"') == 8
    assert window(grace).post(path, {"emoji": "👍"}).status_code == 302
    assert window(grace).post(path, {"emoji": "x"}).status_code == 422
    assert given(message) == {"👍": ["grace"]}


def test_the_markup_is_everybodys_and_named_by_the_emoji(ada, grace, message):
    reactions.react(message, grace, "👍")
    html = fragments.load([name_of(message)])[name_of(message)]
    shown = fragments.View().fragment("changed", name_of(message), {name_of(message): html})
    assert 'data-by="grace" title="grace" aria-label="👍"' in shown
    assert "aria-pressed" not in shown


def test_to_a_closed_room_nobody_else_reacts(grace, board, ada, window):
    message = services.post_message(board, ada, "hush")
    for what in ("react", "reply", "unread"):
        for answer in (window(grace).get, window(grace).post):
            path = f"/chat/board/messages/{message.pk}/{what}/"
            assert answer(path, {"emoji": "👍"}).status_code in (404, 405)
    assert given(message) == {}


# Answers


def test_an_answer_quotes_and_leads_back(grace, message, lobby, window):
    window(grace).post("/chat/lobby/messages/", {"body": "I know", "nonce": "n", "reply_to": str(message.pk)})
    page = window(grace).get("/chat/lobby/").content.decode()
    assert f'<a class="quote" href="{message.get_absolute_url()}" data-user="ada">' in page
    assert "Tea is at four</span></a>" in page


def test_an_answer_is_written_over_the_socket(grace, message, lobby, tab):
    hers = tab(grace, lobby)
    assert f'name="reply_to" value="{message.pk}"' in hers.reply({"message": str(message.pk)})
    assert "reply_to" not in hers.reply({})
    accepted = hers.post_message({"body": "I know", "nonce": "n", "reply_to": str(message.pk)})
    assert '<div id="composer-reply" hx-swap-oob="innerHTML"></div>' in accepted
    assert Message.objects.get(body="I know").reply_to == message


def test_without_a_socket_the_composer_comes_with_the_quote(grace, message, window):
    page = window(grace).get(f"/chat/lobby/messages/{message.pk}/reply/").content.decode()
    assert f'name="reply_to" value="{message.pk}"' in page


@pytest.mark.parametrize("nonsense", ["", "0", "-1", "x", "9" * 30, "१"])
def test_what_is_no_message_of_the_room_is_not_quoted(grace, message, lobby, window, nonsense):
    window(grace).post("/chat/lobby/messages/", {"body": "I know", "nonce": "n", "reply_to": nonsense})
    assert Message.objects.get(body="I know").reply_to is None


def test_nothing_is_quoted_from_another_room(ada, grace, board, lobby, window):
    secret = services.post_message(board, ada, "secret")
    window(grace).post("/chat/lobby/messages/", {"body": "?", "nonce": "n", "reply_to": str(secret.pk)})
    assert Message.objects.get(body="?").reply_to is None


def test_what_is_quoted_may_change_or_go(ada, grace, message, lobby, log, window):
    answer = services.post_message(lobby, grace, "I know", reply_to=message)
    log(lobby)
    services.edit_message(message, "Tea is at five")
    assert log(lobby) == [("changed", name_of(message)), ("changed", name_of(answer))]
    assert "Tea is at five</span></a>" in window(grace).get("/chat/lobby/").content.decode()
    name = name_of(message)
    services.delete_message(message)
    assert log(lobby)[:2] == [("removed", name), ("changed", name_of(answer))]
    page = window(grace).get("/chat/lobby/").content.decode()
    assert "Tea" not in page
    assert "I know" in page


def test_a_new_name_reaches_quotes(ada, grace, message, lobby):
    services.post_message(lobby, grace, "I know", reply_to=message)
    update_profile(ada, display_name="Ada King")
    shown = fragments.View().fragment("changed", name_of(ada), fragments.load([name_of(ada)]))
    assert """hx-target='[data-user="ada"] > .people__name'""" in shown


def test_a_long_text_is_quoted_shortened(ada, grace, lobby):
    message = services.post_message(lobby, ada, "word\n" * 500)
    assert message.excerpt == ("word " * 500)[:119].rstrip() + "…"
