"""Who is banned is out at once, and comes back as if nothing had been."""

import pytest

from live.accounts import services
from live.accounts.models import User
from live.engine.identity import person_changed


@pytest.fixture
def mallory(db):
    return User.objects.create_user("mallory", password="secret")


def test_a_ban_ends_sessions_and_sockets(admin, mallory, client, heard, django_capture_on_commit_callbacks):
    client.force_login(mallory)
    looked_at = heard(person_changed)
    with django_capture_on_commit_callbacks(execute=True):
        services.ban(mallory)
    assert looked_at == [{"user_id": mallory.pk}]
    assert client.get("/accounts/profile/").status_code == 302


def test_who_is_banned_is_told_so_but_only_with_the_password(admin, mallory, client):
    services.ban(mallory)
    answer = client.post("/accounts/login/", {"username": "Mallory", "password": "secret"})
    assert answer.status_code == 403
    assert "You are banned" in answer.content.decode()
    answer = client.post("/accounts/login/", {"username": "mallory", "password": "guessed"})
    assert "banned" not in answer.content.decode()
    services.unban(mallory)
    assert client.post("/accounts/login/", {"username": "mallory", "password": "secret"}).status_code == 302


def test_only_administrators_ban_and_nobody_themselves(admin, mallory, client):
    client.force_login(mallory)
    for path in ("/people/admin/ban/", "/people/admin/unban/", "/settings/join-link/"):
        assert client.post(path).status_code == 403
    assert client.get("/settings/").status_code == 403
    client.force_login(admin)
    assert client.post("/people/admin/ban/").status_code == 403
    assert client.get("/people/mallory/ban/").status_code == 405
    assert client.post("/people/mallory/unban/").status_code == 404
    page = client.post("/people/mallory/ban/", follow=True).content.decode()
    assert "mallory is banned" in page
    assert "Lift the ban" in page
    assert "is not banned any more" in client.post("/people/mallory/unban/", follow=True).content.decode()


def test_the_last_administrator_stays(admin):
    with pytest.raises(services.LastAdministrator):
        services.ban(admin)
    admin.refresh_from_db()
    assert admin.banned_at is None


def test_the_list_of_people_shows_administrators_who_is_banned(admin, mallory, client):
    services.ban(mallory)
    client.force_login(admin)
    assert 'data-user="mallory"' in client.get("/people/").content.decode()
    assert 'data-user="mallory"' in client.get("/people/?q=MALL").content.decode()
    assert 'data-user="mallory"' not in client.get("/people/?q=ada").content.decode()
    client.force_login(User.objects.create_user("grace", password="x"))
    assert 'data-user="mallory"' not in client.get("/people/").content.decode()
