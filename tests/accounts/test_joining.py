"""The site's settings, and the link that lets people in."""

import re

import pytest

from live.accounts.models import Site, User
from live.engine.models import Change

NEW = {"username": "hopper", "password": "analytical engine"}


@pytest.fixture
def admins(admin, window):
    return window(admin)


@pytest.fixture
def link(admins):
    """The path of a fresh join link."""

    def made():
        page = admins.post("/settings/join-link/", follow=True).content.decode()
        return re.search(r"http://testserver(/join/[\w-]+/)", page)[1]

    return made


def choose(admins, **values):
    return admins.post("/settings/", {"name": "Village hall", "sign_up": "open"} | values)


@pytest.mark.parametrize(("policy", "plain", "by_link"), [("open", 200, 200), ("link", 403, 200), ("closed", 403, 403)])
def test_who_may_come_in(admins, link, window, policy, plain, by_link):
    path = link()
    choose(admins, sign_up=policy)
    stranger = window()
    assert stranger.get("/accounts/signup/").status_code == plain
    assert stranger.get(path).status_code == by_link
    assert stranger.post(path, NEW).status_code == (302 if by_link == 200 else 403)
    assert User.objects.filter(username="hopper").exists() == (by_link == 200)


def test_a_new_link_ends_the_old_one(link, window):
    old, new = link(), link()
    assert window().get(old).status_code == 404
    assert window().get(new).status_code == 200


@pytest.mark.parametrize("code", ["x", "0", "-", "a" * 40])
def test_a_wrong_code_leads_nowhere(admins, window, code):
    Site.current().save()
    assert window().get(f"/join/{code}/").status_code == 404


def test_who_is_here_already_goes_home(admins, link):
    assert admins.get(link()).url == "/"


def test_the_site_is_renamed_on_pages_that_are_open(admins):
    assert choose(admins).status_code == 302
    assert "<title data-personal>Home · Village hall</title>" in admins.get("/").content.decode()
    assert Change.objects.filter(topic__name="accounts.site.1", verb="changed").exists()
    assert choose(admins, name=" ").status_code == 422


def test_the_door_says_how_one_comes_in(admins, window):
    choose(admins, sign_up="link")
    assert "Ask whoever told you" in window().get("/accounts/signup/").content.decode()
