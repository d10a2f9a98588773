"""Write, change and delete by plain forms, without a script or a socket."""

import re

import pytest
from django.test import Client

from live.chat import services
from live.chat.models import Message


@pytest.fixture
def message(ada, lobby):
    return services.post_message(lobby, ada, "hello")


def test_a_message_is_posted_and_the_room_shown(ada, lobby, window):
    response = window(ada).post("/chat/lobby/messages/", {"body": "  two\r\nlines ", "nonce": "n"}, follow=True)
    assert response.redirect_chain == [("/chat/lobby/", 302)]
    assert lobby.messages.get().body == "two\nlines"
    assert lobby.messages.get().author == ada


def test_sent_twice_it_is_one_message(ada, lobby, window):
    client = window(ada)
    for _ in range(2):
        assert client.post("/chat/lobby/messages/", {"body": "once", "nonce": "n"}).status_code == 302
    assert lobby.messages.count() == 1


@pytest.mark.parametrize(
    ("body", "problem"), [("", "Write something first."), (" \n ", "Write something first."), ("é" * 4001, "Too long")]
)
def test_what_cannot_be_posted_is_refused_at_the_field_with_the_text_kept(ada, lobby, window, body, problem):
    response = window(ada).post("/chat/lobby/messages/", {"body": body, "nonce": "n"})
    text = response.content.decode()
    assert response.status_code == 422
    assert problem in re.search(r'id="composer-errors".*?</div>', text, re.DOTALL)[0]
    assert f'value="{body}"' in text or not body
    assert not Message.objects.exists()


def test_four_thousand_characters_fit_however_their_lines_end(ada, lobby, window):
    window(ada).post("/chat/lobby/messages/", {"body": "a\r\n" * 1999 + "aa"})
    assert len(lobby.messages.get().body) == 4000


def test_one_word_of_a_megabyte_is_refused(ada, lobby, window):
    assert window(ada).post("/chat/lobby/messages/", {"body": "x" * 1_000_000}).status_code == 422


def test_faster_than_anybody_reads_is_refused_with_the_text_kept(ada, lobby, window):
    client = window(ada)
    answers = [client.post("/chat/lobby/messages/", {"body": f"flood {number}"}) for number in range(121)]
    assert [answer.status_code for answer in answers] == [302] * 120 + [422]
    assert "flood 120" in answers[-1].content.decode()


def test_what_else_a_form_says_counts_for_nothing(ada, grace, lobby, board, window):
    window(ada).post("/chat/lobby/messages/", {"body": "hi", "author": grace.pk, "room": board.pk, "id": 7})
    message = Message.objects.get()
    assert (message.author, message.room) == (ada, lobby)


def test_several_lines_and_back_with_the_text_kept(ada, lobby, window):
    client = window(ada)
    several = client.post("/chat/lobby/messages/", {"body": "half a thought", "lines": "several"}).content.decode()
    assert re.search(r'<textarea [^>]*id="composer-body"[^>]*>half a thought</textarea>', several)
    assert 'id="composer-body"' in client.get("/chat/lobby/").content.decode()
    assert "<textarea" in client.get("/chat/lobby/").content.decode()
    one = client.post("/chat/lobby/messages/", {"body": "half a thought", "lines": "one"}).content.decode()
    assert re.search(r'<input [^>]*id="composer-body"[^>]*value="half a thought"', one)
    assert not Message.objects.exists()


def test_the_button_that_enter_means_is_send(ada, lobby, window):
    form = re.search(
        r"<form[^>]*id=\"composer\".*?</form>", window(ada).get("/chat/lobby/").content.decode(), re.DOTALL
    )
    assert re.findall(r"<button[^>]*>", form[0])[0].endswith('id="composer-send">')


def test_ones_own_message_is_changed_and_shown(ada, message, window):
    client = window(ada)
    assert 'name="body"' in client.get(f"/chat/lobby/messages/{message.pk}/edit/").content.decode()
    response = client.post(f"/chat/lobby/messages/{message.pk}/edit/", {"body": "changed"})
    assert response.url == f"/chat/lobby/messages/{message.pk}/#message-{message.pk}"
    message.refresh_from_db()
    assert message.body == "changed"


def test_an_empty_edit_is_refused(ada, message, window):
    response = window(ada).post(f"/chat/lobby/messages/{message.pk}/edit/", {"body": " "})
    assert response.status_code == 422
    assert "Write something first." in response.content.decode()


def test_before_a_message_is_deleted_one_is_asked(ada, message, window):
    client = window(ada)
    assert "Delete this message?" in client.get(f"/chat/lobby/messages/{message.pk}/delete/").content.decode()
    assert Message.objects.exists()
    assert client.post(f"/chat/lobby/messages/{message.pk}/delete/").url == "/chat/lobby/"
    assert not Message.objects.exists()


@pytest.mark.parametrize("what", ["edit", "delete"])
def test_others_messages_are_not_ones_to_change(mallory, message, window, what):
    response = window(mallory).post(f"/chat/lobby/messages/{message.pk}/{what}/", {"body": "mine now"})
    message.refresh_from_db()
    assert (response.status_code, message.body) == (403, "hello")


def test_an_administrator_may_change_any(admin, message, window):
    window(admin).post(f"/chat/lobby/messages/{message.pk}/edit/", {"body": "mended"})
    message.refresh_from_db()
    assert (message.body, message.author.username) == ("mended", "ada")


def test_an_administrator_may_not_reach_into_a_closed_room(admin, ada, window):
    room = services.create_room(ada, "Ours", "closed")
    message = services.post_message(room, ada, "hush")
    assert window(admin).post(f"/chat/ours/messages/{message.pk}/delete/").status_code == 404


def test_posting_needs_the_token_of_the_form(ada, lobby):
    client = Client(enforce_csrf_checks=True)
    client.force_login(ada)
    assert client.post("/chat/lobby/messages/", {"body": "forged"}).status_code == 403
    assert not Message.objects.exists()
