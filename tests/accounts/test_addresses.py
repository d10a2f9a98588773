"""The address that a person's mail goes to."""

import re

import pytest
import time_machine
from django.core import mail, signing
from django.utils import timezone

from live.accounts import addresses

PAGE = "/accounts/address/"


@pytest.fixture
def client(ada, window):
    return window(ada)


def ask(client, address):
    """The path of the link in the mail that was sent there."""
    client.post(PAGE, {"email": address})
    assert mail.outbox[-1].to == [address]
    return re.search(r"http://[^/]+(/\S+)", mail.outbox[-1].body)[1]


def address_of(person):
    person.refresh_from_db()
    return person.email


def test_an_address_counts_once_its_link_was_followed(client, ada):
    link = ask(client, "ada@example.org")
    assert address_of(ada) == ""
    assert "ada@example.org" in client.get(link, follow=True).content.decode()
    assert address_of(ada) == "ada@example.org"
    assert client.get(link).status_code == 302  # followed twice is followed once


def test_the_mail_says_who_where_and_how_long(client, ada):
    ask(client, "ada@example.org")
    [message] = mail.outbox
    assert message.subject == "Your address at Townhall"
    assert "Ada Lovelace, follow this link" in message.body
    assert "3 days" in message.body


def test_a_link_is_good_for_whoever_asked_and_for_what_is_there(client, ada, grace, window):
    first, second = ask(client, "ada@example.org"), ask(client, "ada@example.com")
    assert window(grace).get(first).status_code == 404
    assert window().get(first).headers["Location"].startswith("/accounts/login/?next=")
    client.get(second)
    assert client.get(first).status_code == 404
    assert address_of(ada) == "ada@example.com"
    assert address_of(grace) == ""


def test_a_link_does_not_last_and_cannot_be_made_up(client, ada):
    link = ask(client, "ada@example.org")
    with time_machine.travel(timezone.now() + addresses.GOOD_FOR * 1.01):
        client.force_login(ada)
        assert client.get(link).status_code == 404
    made_up = signing.dumps([ada.pk, "", "ada@example.org"], salt="another")
    assert client.get(f"{PAGE}{made_up}/").status_code == 404
    assert address_of(ada) == ""


def test_without_an_address_no_mail_is_sent(client, ada):
    addresses.change(ada, "ada@example.org")
    assert 'value="ada@example.org"' in client.get(PAGE).content.decode()
    client.post(PAGE, {"email": ""})
    assert (address_of(ada), mail.outbox) == ("", [])


def test_what_is_no_address_is_said_at_the_field(client):
    answer = client.post(PAGE, {"email": "ada at home"})
    assert answer.status_code == 422
    assert "id_email_error" in answer.content.decode()
    assert "ada at home" in answer.content.decode()


def test_where_mail_fails_that_is_said_and_nothing_is_lost(client, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1  # where nobody listens
    answer = client.post(PAGE, {"email": "ada@example.org"})
    assert answer.status_code == 422
    assert "could not be sent" in answer.content.decode()
    assert 'value="ada@example.org"' in answer.content.decode()


def test_nobody_fills_the_boxes_of_others(client):
    answers = [client.post(PAGE, {"email": f"somebody{number}@example.org"}).status_code for number in range(6)]
    assert answers == [302] * 5 + [429]
    assert len(mail.outbox) == 5


def test_a_site_that_sends_no_mail_asks_for_no_address(client, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
    page = client.get(PAGE).content.decode()
    assert "sends no mail" in page
    assert 'name="email"' not in page


def test_what_others_see_of_a_person_has_no_address(ada, grace, window):
    addresses.change(ada, "ada@example.org")
    for path in ("/people/", "/people/ada/"):
        assert "example.org" not in window(grace).get(path).content.decode()
