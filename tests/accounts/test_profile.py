from datetime import UTC, datetime

import pytest
import time_machine

from live.accounts import services
from live.accounts.models import User
from live.accounts.signals import profile_changed
from live.engine.identity import person_changed
from tests.support.cast import PASSWORD

PROFILE = "/accounts/profile/"
FORM = {"display_name": "Ada", "bio": "Counts.", "time_zone": "Asia/Tokyo", "language": "en", "theme": "dark"}


@pytest.fixture
def client(client, ada):
    client.force_login(ada)
    return client


def test_an_open_page_that_fetches_itself_anew_does_not_take_the_answer_away(client):
    client.post(PROFILE, FORM)
    assert "Your profile is saved." not in client.get("/", headers={"HX-Request": "true"}).content.decode()
    assert "Your profile is saved." in client.get(PROFILE).content.decode()


def test_ada_changes_her_profile(client, ada):
    answer = client.post(PROFILE, FORM, follow=True)
    ada.refresh_from_db()
    assert {name: getattr(ada, name) for name in FORM} == FORM
    page = answer.content.decode()
    assert "Your profile is saved." in page
    assert 'data-theme="dark"' in page


def test_a_new_name_is_news_for_others_a_new_theme_is_not(client, ada, heard):
    news = heard(profile_changed)
    client.post(PROFILE, FORM)
    client.post(PROFILE, FORM | {"theme": "light", "bio": ""})
    assert news == [{"user": ada, "changed": {"display_name"}}]


@pytest.mark.parametrize(
    ("field", "value"), [("time_zone", "Mars/Olympus"), ("theme", "plaid"), ("language", "xx"), ("bio", "x" * 501)]
)
def test_what_is_wrong_is_said_at_the_field(client, ada, field, value):
    page = client.post(PROFILE, FORM | {field: value}).content.decode()
    assert f'id="id_{field}_error"' in page
    assert 'value="Ada"' in page
    assert "Ada Lovelace" in page
    assert User.objects.get(pk=ada.pk).display_name == "Ada Lovelace"


@pytest.mark.parametrize("field", ["username", "role", "is_active", "email"])
def test_a_profile_gives_no_rights(client, ada, field):
    before = getattr(ada, field)
    client.post(PROFILE, FORM | {field: "administrator"})
    ada.refresh_from_db()
    assert getattr(ada, field) == before


@time_machine.travel(datetime(2026, 11, 20, 12, tzinfo=UTC), tick=False)
def test_a_person_is_shown_with_their_own_time(client, ada):
    page = client.get("/people/ada/").content.decode()
    assert "Ada Lovelace" in page
    assert "12:00 where they are" in page
    client.post(PROFILE, FORM)
    assert "21:00 where they are" in client.get("/people/ada/").content.decode()


def test_people_are_for_members(window, ada):
    assert window().get("/people/ada/").headers["Location"].startswith("/accounts/login/")


def test_nobody_by_that_name(client):
    assert client.get("/people/nobody/").status_code == 404


def test_changing_the_zone_changes_every_time_shown(client, ada, grace):
    grace.last_login = datetime(2026, 11, 20, 23, tzinfo=UTC)
    grace.save()
    services.change_role(ada, User.Role.ADMINISTRATOR)
    assert "20 November 2026 23:00" in client.get("/admin/accounts/user/").content.decode()
    client.post(PROFILE, FORM)
    assert "21 November 2026 08:00" in client.get("/admin/accounts/user/").content.decode()


def test_pages_say_their_language_and_leave_the_next_request_alone(client, window, ada):
    assert client.get("/").headers["Content-Language"] == "en"
    assert 'lang="en"' in window().get("/").content.decode()


def test_a_new_password_ends_the_other_sessions(client, window, ada, heard, django_capture_on_commit_callbacks):
    other, news = window(ada), heard(person_changed)
    form = {"old_password": PASSWORD, "new_password1": "staple the battery", "new_password2": "staple the battery"}
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post("/accounts/password/", form, follow=True)
    assert "Your password is changed" in answer.content.decode()
    assert {"user_id": ada.pk} in news
    assert client.get(PROFILE).status_code == 200
    assert other.get(PROFILE).status_code == 302


def test_who_found_a_browser_signed_in_does_not_guess_the_password(client):
    form = {"old_password": "wrong", "new_password1": "staple the battery", "new_password2": "staple the battery"}
    assert [client.post("/accounts/password/", form).status_code for _ in range(11)] == [200] * 10 + [429]


def test_the_old_password_is_asked_for(client, ada):
    form = {"old_password": "wrong", "new_password1": "staple the battery", "new_password2": "staple the battery"}
    assert 'id="id_old_password_error"' in client.post("/accounts/password/", form).content.decode()
    ada.refresh_from_db()
    assert ada.check_password(PASSWORD)
