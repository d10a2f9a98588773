import pytest

from live.accounts import services
from live.engine.identity import session_ended
from tests.support.cast import PASSWORD

SIGN_IN = "/accounts/login/"


def sign_in(client, username="ada", password=PASSWORD, next="", **extra):
    return client.post(
        f"{SIGN_IN}?next={next}" if next else SIGN_IN, {"username": username, "password": password}, **extra
    )


def test_ada_signs_in_and_out(client, ada):
    assert sign_in(client).headers["Location"] == "/"
    assert "Hello, Ada Lovelace" in client.get("/").content.decode()
    assert client.post("/accounts/logout/").headers["Location"] == "/"
    assert "Hello" not in client.get("/").content.decode()


def test_a_link_cannot_sign_out(client, ada):
    client.force_login(ada)
    assert client.get("/accounts/logout/").status_code == 405


def test_capitals_in_the_username_do_not_matter(client, ada):
    assert sign_in(client, "Ada").status_code == 302


def test_a_wrong_password_says_so_and_the_username_stays(client, ada):
    page = sign_in(client, password="wrong").content.decode()
    assert "do not belong together" in page
    assert 'value="ada"' in page


def test_after_signing_in_comes_the_page_first_asked_for(client, ada):
    asked = client.get("/accounts/profile/")
    assert asked.headers["Location"] == "/accounts/login/?next=/accounts/profile/"
    assert sign_in(client, next="/accounts/profile/").headers["Location"] == "/accounts/profile/"


@pytest.mark.parametrize("url", ["https://evil.example/", "//evil.example/", "javascript:alert(1)", "/\\evil.example"])
def test_never_a_page_of_somebody_else(client, ada, url):
    assert sign_in(client, next=url).headers["Location"] == "/"


def test_whoever_is_signed_in_needs_no_form(client, ada):
    client.force_login(ada)
    assert client.get(f"{SIGN_IN}?next=/chat/").headers["Location"] == "/chat/"


def test_a_deactivated_person_stays_out(client, ada):
    services.deactivate(ada)
    assert "do not belong together" in sign_in(client).content.decode()


def test_the_page_carries_the_name_of_the_site(client, admin):
    assert "<title>Sign in · Townhall</title>" in client.get(SIGN_IN).content.decode()


def test_the_eleventh_guess_is_refused_even_if_right(client, ada):
    assert [sign_in(client, password="wrong").status_code for _ in range(10)] == [200] * 10
    answer = sign_in(client)
    assert (answer.status_code, answer.headers["Retry-After"]) == (429, "180")
    assert "wait a few minutes" in answer.content.decode()


def test_guesses_at_ada_do_not_keep_grace_out_nor_ada_elsewhere(client, ada, grace):
    for _ in range(11):
        sign_in(client, password="wrong")
    assert sign_in(client, "grace").status_code == 302
    assert sign_in(client, "ada", REMOTE_ADDR="192.0.2.7").status_code == 302


def test_who_knows_the_password_may_sign_in_often(window, ada):
    assert {sign_in(window()).status_code for _ in range(12)} == {302}


def test_an_address_that_tries_very_many_names_is_refused(client, admin):
    answers = [sign_in(client, f"name{number}", "wrong").status_code for number in range(301)]
    assert answers == [200] * 300 + [429]


def test_without_limits_nobody_is_refused(client, ada, settings):
    settings.LIMITS = False
    assert {sign_in(client, password="wrong").status_code for _ in range(12)} == {200}


def test_signing_out_tells_the_sockets_of_that_session(client, ada, heard, django_capture_on_commit_callbacks):
    ended = heard(session_ended)
    client.force_login(ada)
    key = client.session.session_key
    with django_capture_on_commit_callbacks(execute=True):
        client.post("/accounts/logout/")
    assert ended == [{"session_key": key}]


def test_the_page_first_asked_for_is_not_lost_on_the_way_to_signing_up(client, admin):
    assert 'href="/accounts/signup/?next=/chat/"' in client.get(f"{SIGN_IN}?next=/chat/").content.decode()
    assert 'href="/accounts/login/?next=/chat/"' in client.get("/accounts/signup/?next=/chat/").content.decode()
