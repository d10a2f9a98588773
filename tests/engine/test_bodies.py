"""What a request may bring is bounded before Django has seen any of it."""

import pytest
from django.conf import settings

from live.accounts.models import User
from live.engine.bodies import BodyLimit

UPLOAD = (b"content-type", b"multipart/form-data; boundary=x")
FORM = (b"content-type", b"application/x-www-form-urlencoded")


class Taken:
    """An application that reads all it is given, as Django does."""

    async def __call__(self, scope, receive, send):
        self.bytes, self.end = 0, ""
        while not self.end:
            message = await receive()
            self.bytes += len(message.get("body", b""))
            if not message.get("more_body"):
                self.end = message["type"]


async def bring(pieces, *headers):
    """The application, and the statuses of what was answered in its place."""
    messages = [{"type": "http.request", "body": piece, "more_body": True} for piece in pieces]
    messages += [{"type": "http.request", "body": b"", "more_body": False}, {"type": "http.disconnect"}]
    answers = []

    async def receive():
        return messages.pop(0)

    async def send(message):
        answers.append(message.get("status"))

    taken = Taken()
    await BodyLimit(taken)({"type": "http", "headers": headers}, receive, send)
    return taken, answers


def announced(length):
    return b"content-length", str(length).encode()


@pytest.mark.parametrize("headers", [[FORM], [FORM, announced(2000)]])
async def test_what_is_small_enough_comes_whole(headers):
    taken, answers = await bring([b"x" * 1000] * 2, *headers)
    assert (taken.bytes, taken.end, answers) == (2000, "http.request", [])


async def test_a_body_that_is_announced_too_long_is_not_read():
    taken, answers = await bring([b"x" * 1000], FORM, announced(settings.DATA_UPLOAD_MAX_MEMORY_SIZE + 1))
    assert (taken.bytes, taken.end, answers) == (0, "http.request", [])


async def test_a_body_without_end_is_cut_off():
    taken, answers = await bring([b"x" * 1_000_000] * 5, FORM)
    assert taken.bytes <= settings.DATA_UPLOAD_MAX_MEMORY_SIZE
    assert (taken.end, answers) == ("http.disconnect", [413, None])


async def test_files_may_be_larger_than_words():
    pieces = [b"x" * 1_000_000] * 5
    taken, _ = await bring(pieces, UPLOAD, announced(5_000_000))
    assert taken.bytes == 5_000_000
    taken, _ = await bring(pieces, UPLOAD, announced(settings.UPLOAD_MAX_SIZE + 1))
    assert taken.bytes == 0


def test_who_sends_too_much_gets_a_page_that_says_so(client, db):
    User.objects.create_user("ada")
    answer = client.post("/accounts/login/", CONTENT_LENGTH=str(settings.UPLOAD_MAX_SIZE + 1))
    assert answer.status_code == 413
    assert "That is too large" in answer.content.decode()
