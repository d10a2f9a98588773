"""What every page has, and the engine's own."""

import pytest

from live.accounts.models import User

POLICY = {
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "connect-src 'self'",
    "img-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
}


@pytest.fixture
def ada(client, db):
    user = User.objects.create_user("ada", password="x")
    client.force_login(user)
    return user


def test_the_policy_is_exactly_this(client, ada):
    policy = client.get("/")["Content-Security-Policy"]
    assert {part.strip() for part in policy.split(";") if part.strip()} == POLICY


def test_pages_are_private_and_may_go_into_the_back_forward_cache(client, ada):
    assert client.get("/")["Cache-Control"] == "private, no-cache"


def test_a_live_page_names_its_socket_and_its_places(client, ada):
    html = client.get("/").content.decode()
    assert 'hx-ws:connect="/ws/site/?token=' in html
    assert 'id="resume"' in html


def test_without_live_updates_there_is_nothing_for_a_script_to_do(client, ada):
    html = client.get("/?live=off").content.decode()
    assert "hx-ws:" not in html
    assert "hx-ws:" not in client.get("/").content.decode(), "it is remembered"
    assert "hx-ws:connect" in client.get("/?live=on").content.decode()


@pytest.mark.parametrize("debug", [True, False])
def test_what_is_not_there_is_a_page_of_the_site(client, ada, settings, debug):
    settings.DEBUG = debug
    for path in ("/nothing/here/", "/chat/nothing/", "/chat/lobby/messages/99999999999999999999/"):
        answer = client.get(path)
        assert answer.status_code == 404
        assert 'id="live"' in answer.content.decode()


def test_too_much_at_once_is_413(client, ada, settings):
    answer = client.post("/accounts/profile/", {"bio": "x" * (settings.DATA_UPLOAD_MAX_MEMORY_SIZE + 1)}, "text/plain")
    assert answer.status_code == 413


@pytest.mark.django_db
def test_the_process_and_its_database_say_how_they_are(client):
    assert client.get("/healthz").content == b"ok\n"
    assert client.get("/readyz").json() == {"ready": True}


@pytest.mark.django_db
def test_what_a_page_shows_while_it_is_away_is_kept_by_the_browser(client):
    answer = client.get("/offline/?l=en")
    assert "immutable" in answer["Cache-Control"]
    assert not answer.has_header("Vary") or "Cookie" not in answer["Vary"]
    assert 'id="live-state"' in answer.content.decode()
    assert client.get("/offline/?l=xx").status_code == 200


def test_the_echo_works_without_a_socket(client, ada):
    html = client.get("/echo/", {"text": "<b>hello</b>"}).content.decode()
    assert "&lt;b&gt;hello&lt;/b&gt;" in html


def test_numbers_are_for_this_machine_and_administrators(client, ada):
    assert "townhall_lag_seconds" in client.get("/metrics").content.decode()
    assert client.get("/metrics", REMOTE_ADDR="192.0.2.7").status_code == 403
    User.objects.create_superuser("admin", password="x")
    client.login(username="admin", password="x")
    assert client.get("/metrics", REMOTE_ADDR="192.0.2.7").status_code == 200
