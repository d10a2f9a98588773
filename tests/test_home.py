"""The front page shows what features offer, without knowing them."""

from types import ModuleType, SimpleNamespace

import pytest

from live.accounts.models import User
from site_config import home


@pytest.fixture
def offers(monkeypatch):
    """What the only feature offers; its template is the first to be found."""
    offer = ModuleType("offer")
    monkeypatch.setattr(home, "_offers", lambda: {"blog": offer})
    return offer


def test_a_feature_without_anything_for_somebody_has_no_section(offers):
    offers.section = lambda user: {"blogs": ["Launch day"]} if user else None
    assert home.sections("ada") == [{"template": "blog/home.html", "section": {"blogs": ["Launch day"]}}]
    assert home.sections(None) == []


@pytest.mark.django_db
def test_the_page_follows_what_the_sections_follow(offers, rf):
    ada = User.objects.create_user("ada", password="x")
    offers.live = lambda user: ([(user, "log")], [("sidebar", "")])
    request = rf.get("/")
    request.user, request.session = ada, SimpleNamespace(session_key="key")
    page = home.live(request)
    assert page.token.follows == [(f"accounts.user.{ada.pk}", "log")]
    assert page.token.personal == [("sidebar", "")]


@pytest.mark.django_db
def test_strangers_find_the_way_in_and_no_rooms(client):
    User.objects.create_user("ada", password="x")
    page = client.get("/").content.decode()
    assert "Sign in" in page
    assert "hx-ws:connect" not in page
    assert "room-list" not in page
