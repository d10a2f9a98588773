"""What `manage.py check` says of settings that cannot be right, and the engine's commands."""

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from live.engine import checks


def ids(messages):
    return [message.id for message in messages]


@pytest.mark.parametrize(
    "origin", ["*", "http://*.example", "town.example", "https://", "https://a.example/chat", "ftp://a"]
)
def test_an_origin_is_named_exactly(settings, origin):
    settings.SITE_ORIGINS = [origin]
    assert ids(checks.origins_are_exact(None)) == ["live.E002"]


def test_the_usual_origins_are_fine(settings):
    settings.SITE_ORIGINS = ["https://town.example", "http://127.0.0.1:8000", "http://[::1]:8000"]
    assert checks.origins_are_exact(None) == []


def test_sqlite_without_immediate_transactions_is_refused(settings, monkeypatch):
    assert connection.vendor == "sqlite"
    assert checks.sqlite_is_immediate() == []
    monkeypatch.setitem(settings.DATABASES, "default", {"OPTIONS": {}})
    assert ids(checks.sqlite_is_immediate()) == ["live.E001"]


def test_a_clock_that_is_set_is_refused_before_deploying(settings):
    assert checks.clock_is_true(None) == []
    settings.CLOCK = "2026-11-20T12:00:00Z"
    assert ids(checks.clock_is_true(None)) == ["live.E004"]


def test_limits_that_are_off_are_mentioned_before_deploying(settings):
    settings.LIMITS = False
    assert ids(checks.limits_are_on(None)) == ["live.W001"]


@pytest.mark.django_db
def test_the_demo_data_is_made_once_and_the_same_each_time(capsys):
    from live.calendar.models import Event
    from live.chat.models import Message, Room

    def made():
        said = Message.objects.order_by("pk").values_list("author__username", "body", "created_at")
        return [*said, *Event.objects.order_by("pk").values_list("uid", "title", "starts", "ends")]

    call_command("demo")
    first = made()
    assert set(Room.objects.values_list("slug", "kind")) == {
        ("lobby", "open"),
        ("design", "open"),
        ("archive", "open"),
        ("board", "closed"),
    }
    assert Room.objects.get(slug="archive").messages.count() == 500
    call_command("demo")
    assert "already" in capsys.readouterr().out
    call_command("demo", "--fresh")
    assert made() == first


@pytest.mark.django_db
def test_where_demo_data_is_not_wanted_nothing_is_deleted_for_it(settings, admin):
    settings.DEMO = False
    with pytest.raises(CommandError, match="DEMO=0"):
        call_command("demo", "--fresh")
    assert list(type(admin).objects.all()) == [admin]
