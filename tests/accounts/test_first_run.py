import pytest

from live.accounts import services
from live.accounts.models import Site, User
from live.accounts.signals import joined, site_founded
from tests.support.crowds import outcome

FORM = {
    "site_name": "The Observatory",
    "room_name": "Lobby",
    "username": "admin",
    "display_name": "Admin",
    "password": "correct horse battery",
    "time_zone": "Europe/Berlin",
}


@pytest.mark.parametrize("path", ["/", "/chat/", "/accounts/login/", "/admin/", "/nowhere/"])
def test_every_page_of_an_empty_site_leads_to_the_first_run(client, db, path):
    assert client.get(path).headers["Location"] == "/first-run/"


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
def test_what_operators_ask_of_an_empty_site_is_answered(client, db, path):
    assert client.get(path).status_code == 200


def test_the_first_run_makes_the_site_its_administrator_and_a_room_and_signs_in(client, db, heard):
    arrivals, foundings = heard(joined), heard(site_founded)
    answer = client.post("/first-run/", FORM)
    admin = User.objects.get()
    assert answer.headers["Location"] == "/"
    assert (admin.username, admin.time_zone, admin.is_administrator) == ("admin", "Europe/Berlin", True)
    assert Site.current().name == "The Observatory"
    assert arrivals == [{"user": admin}]
    assert foundings == [{"administrator": admin, "room_name": "Lobby"}]
    assert client.session["_auth_user_id"] == str(admin.pk)


def test_the_first_run_says_what_is_wrong_and_keeps_what_was_typed(client, db):
    page = client.post("/first-run/", FORM | {"username": "Ad min"}).content.decode()
    assert "with a letter or digit at both ends" in page
    assert 'value="The Observatory"' in page
    assert not User.objects.exists()


@pytest.mark.parametrize("method", ["get", "post"])
def test_once_somebody_is_there_the_first_run_leads_home(client, admin, method):
    assert getattr(client, method)("/first-run/", FORM).headers["Location"] == "/"
    assert User.objects.count() == 1


def test_a_site_is_founded_once(admin):
    with pytest.raises(services.AlreadyFounded):
        services.found(User(username="mallory"), "Mine", "Mine")


def test_five_at_once_make_one_administrator(database):
    found = outcome("tests.accounts.founders", database, DEBUG="1")
    assert found["problems"] == []
    assert found["locations"] == ["/"] * 5
    assert [role for _, role in found["people"]] == ["administrator"]
    assert len(found["sites"]) == len(found["rooms"]) == 1
