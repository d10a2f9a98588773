"""What was begun and not sent is there again."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from live.chat import services
from live.chat.drafts import draft_of
from live.chat.models import Draft
from live.files.uploads import examine


@pytest.fixture
def hers(ada, lobby, tab):
    return tab(ada, lobby)


def test_a_draft_is_in_the_composer_the_next_time(ada, grace, lobby, hers, window):
    hers.keep_draft({"body": "Half a thou", "nonce": "n"})
    assert 'value="Half a thou"' in window(ada).get("/chat/lobby/").content.decode()
    assert "Half a thou" not in window(grace).get("/chat/lobby/").content.decode()


def test_nothing_is_kept_of_nothing(ada, lobby, hers):
    for body in ("Half a thou", "  "):
        hers.keep_draft({"body": body, "nonce": "n"})
    assert not Draft.objects.exists()


def test_what_was_sent_is_no_draft(ada, lobby, hers):
    hers.keep_draft({"body": "Hello", "nonce": "n"})
    hers.post_message({"body": "Hello", "nonce": "n"})
    assert draft_of(lobby, ada) == ""
    hers.keep_draft({"body": "Hello", "nonce": "n"})  # the field still holds it: it came late
    assert draft_of(lobby, ada) == ""
    hers.keep_draft({"body": "Hello and", "nonce": "n"})
    assert draft_of(lobby, ada).strip() == "and"


def test_it_is_one_persons_in_one_room(ada, grace, lobby, board, hers):
    hers.keep_draft({"body": "for the lobby", "nonce": "n"})
    assert (draft_of(board, ada), draft_of(lobby, grace)) == ("", "")


def test_sending_without_a_socket_ends_it_too(ada, lobby, hers, window):
    hers.keep_draft({"body": "Hello", "nonce": "n"})
    window(ada).post("/chat/lobby/messages/", {"body": "Hello", "nonce": "n"})
    assert not Draft.objects.exists()


def test_files_leave_it_as_it_is(ada, lobby, hers):
    hers.keep_draft({"body": "Hello", "nonce": "n"})
    text = examine(SimpleUploadedFile("minutes.txt", b"words"))
    services.post_files(lobby, ada, "the minutes", [text])
    assert draft_of(lobby, ada) == "Hello"


def test_it_is_no_longer_than_the_field(ada, lobby, hers):
    hers.keep_draft({"body": "x" * 20_000, "nonce": "n"})
    assert len(draft_of(lobby, ada)) == 10_000
