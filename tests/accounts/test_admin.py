import pytest
from django.contrib.sessions.models import Session

from live.accounts.models import Site, User
from live.accounts.signals import joined, profile_changed
from live.engine.identity import person_changed, session_ended
from tests.support.cast import PASSWORD

PEOPLE = "/admin/accounts/user/"


@pytest.fixture
def client(client, admin):
    client.force_login(admin)
    return client


@pytest.fixture
def at_once(django_capture_on_commit_callbacks):
    """`at_once(client.post, …)`: what waits for the commit happens at its end."""

    def run(work, *arguments, **options):
        with django_capture_on_commit_callbacks(execute=True):
            return work(*arguments, **options)

    return run


def profile_of(person, **changed):
    fields = ["username", "role", "display_name", "email", "bio", "time_zone", "language", "theme"]
    return {name: getattr(person, name) for name in fields} | {"is_active": "on"} | changed


@pytest.mark.parametrize("path", ["", "accounts/user/add/", "sessions/session/"])
def test_its_pages_open(client, path):
    assert client.get(f"/admin/{path}").status_code == 200


def test_members_stay_outside(window, grace):
    assert window(grace).get("/admin/", follow=True).status_code == 403


def test_the_admin_has_no_door_of_its_own(window, admin):
    answer = window().get("/admin/", follow=True)
    assert answer.redirect_chain[-1][0] == "/accounts/login/?next=/admin/"
    assert window(admin).get("/admin/login/").headers["Location"] == "/admin/"
    assert window(admin).get("/admin/password_change/").headers["Location"] == "/accounts/password/"


def test_an_administrator_adds_somebody(client, heard):
    arrivals = heard(joined)
    form = {"username": "Zoe", "usable_password": "true", "password1": PASSWORD, "password2": PASSWORD}
    assert client.post(f"{PEOPLE}add/", form).status_code == 302
    assert arrivals == [{"user": User.objects.get(username="zoe")}]


def test_a_new_name_is_news(client, ada, heard, at_once):
    news, rights = heard(profile_changed), heard(person_changed)
    at_once(client.post, f"{PEOPLE}{ada.pk}/change/", profile_of(ada, display_name="Countess"))
    assert news == [{"user": ada, "changed": {"display_name"}}]
    assert rights == []


def test_another_role_is_told_to_the_sockets(client, ada, heard, at_once):
    rights = heard(person_changed)
    at_once(client.post, f"{PEOPLE}{ada.pk}/change/", profile_of(ada, role="member"))
    assert rights == [{"user_id": ada.pk}]


def test_another_password_is_told_to_the_sockets(client, ada, heard, at_once):
    rights = heard(person_changed)
    form = {"usable_password": "true", "password1": "staple the battery", "password2": "staple the battery"}
    at_once(client.post, f"{PEOPLE}{ada.pk}/password/", form)
    ada.refresh_from_db()
    assert ada.check_password("staple the battery")
    assert rights == [{"user_id": ada.pk}]


def test_several_are_deactivated_at_once(client, ada, grace, heard, at_once):
    rights = heard(person_changed)
    at_once(client.post, PEOPLE, {"action": "deactivate", "_selected_action": [ada.pk, grace.pk]})
    assert not User.objects.active().filter(username__in=["ada", "grace"]).exists()
    assert sorted(told["user_id"] for told in rights) == sorted([ada.pk, grace.pk])


def test_the_last_administrator_cannot_leave(client, admin):
    page = client.post(f"{PEOPLE}{admin.pk}/change/", profile_of(admin, role="member")).content.decode()
    assert "Nobody would be left" in page
    client.post(PEOPLE, {"action": "deactivate", "_selected_action": [admin.pk]})
    admin.refresh_from_db()
    assert admin.is_administrator
    assert admin.is_active


def test_nobody_is_deleted_and_usernames_stay(client, ada):
    assert client.post(f"{PEOPLE}{ada.pk}/delete/", {"post": "yes"}).status_code == 403
    client.post(f"{PEOPLE}{ada.pk}/change/", profile_of(ada, username="countess"))
    assert User.objects.filter(username="ada").exists()


@pytest.mark.parametrize("way", ["one", "several"])
def test_an_administrator_ends_a_session(client, window, ada, heard, at_once, way):
    ada_s, ended = window(ada), heard(session_ended)
    key = ada_s.session.session_key
    if way == "one":
        at_once(client.post, f"/admin/sessions/session/{key}/delete/", {"post": "yes"})
    else:
        form = {"action": "delete_selected", "_selected_action": [key], "post": "yes"}
        at_once(client.post, "/admin/sessions/session/", form)
    assert not Session.objects.filter(pk=key).exists()
    assert ended == [{"session_key": key}]
    assert ada_s.get("/accounts/profile/").status_code == 302


def test_sessions_show_whose_they_are_and_no_secret(client, window, ada):
    key = window(ada).session.session_key
    page = client.get(f"/admin/sessions/session/{key}/change/").content.decode()
    assert "Ada" in page or "ada" in page
    assert Session.objects.get(pk=key).session_data not in page


def test_the_site_is_named_and_closed(client):
    Site(name="Townhall").save()
    client.post("/admin/accounts/site/1/change/", {"name": "The Observatory", "sign_up": "closed"})
    assert (Site.current().name, Site.current().is_open) == ("The Observatory", False)
    assert client.get("/admin/accounts/site/add/").status_code == 403
