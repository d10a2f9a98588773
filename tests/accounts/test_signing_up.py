import pytest
from django.test import Client

from live.accounts.models import Site, User
from live.accounts.signals import joined

SIGN_UP = "/accounts/signup/"


def sign_up(client, username="linus", password="correct horse battery", **fields):
    return client.post(SIGN_UP, {"username": username, "password": password, **fields})


def test_linus_signs_up_and_is_signed_in(client, admin, heard):
    arrivals = heard(joined)
    assert sign_up(client, display_name="Linus Torvalds").headers["Location"] == "/"
    linus = User.objects.get(username="linus")
    assert (linus.name, linus.role) == ("Linus Torvalds", "member")
    assert arrivals == [{"user": linus}]
    assert "Hello, Linus Torvalds" in client.get("/").content.decode()


def test_after_signing_up_comes_the_page_first_asked_for(client, admin):
    answer = client.post(f"{SIGN_UP}?next=/chat/", {"username": "linus", "password": "correct horse battery"})
    assert answer.headers["Location"] == "/chat/"


def test_usernames_are_kept_in_lower_case(client, admin):
    sign_up(client, "Linus")
    assert User.objects.filter(username="linus").exists()


@pytest.mark.parametrize(
    "username", ["x", "a" * 31, "ad a", "ada!", "-ada", "ada.", "..", "añil", "ada\n", "everyone", '"]{}', "<b>", ""]
)
def test_usernames_that_would_not_fit_everywhere_are_refused(client, admin, username):
    assert sign_up(client, username if username != "ada\n" else "a\nda").status_code == 200
    assert User.objects.count() == 1


@pytest.mark.parametrize("username", ["ab", "a.b", "a-b_c", "42", "a" * 30])
def test_usernames_that_fit_are_taken(client, admin, username):
    assert sign_up(client, username).status_code == 302


@pytest.mark.parametrize("username", ["ada", "ADA"])
def test_a_taken_username_says_so_at_the_field(client, ada, username):
    page = sign_up(client, username).content.decode()
    assert 'id="id_username_error"' in page
    assert "Somebody else has this username." in page


@pytest.mark.parametrize("password", ["short", "password", "linus-torvalds", ""])
def test_weak_passwords_say_so_and_what_was_typed_stays(client, admin, password):
    page = sign_up(client, "linus-torvald", password).content.decode()
    assert 'id="id_password_error"' in page
    assert 'value="linus-torvald"' in page


def test_a_form_from_elsewhere_is_refused(admin):
    assert sign_up(Client(enforce_csrf_checks=True)).status_code == 403


def test_a_closed_site_says_so_and_adds_nobody(client, admin):
    Site(sign_up=Site.SignUp.CLOSED).save()
    assert client.get(SIGN_UP).status_code == sign_up(client).status_code == 403
    assert "Sign-up is closed" in client.get(SIGN_UP).content.decode()
    assert SIGN_UP not in client.get("/").content.decode()
    assert User.objects.count() == 1


def test_whoever_is_signed_in_needs_no_account(client, ada):
    client.force_login(ada)
    assert client.get(SIGN_UP).headers["Location"] == "/"
