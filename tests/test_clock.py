"""A site whose clock is set lives at that time."""

from datetime import UTC, datetime, timedelta

from django.utils import timezone

from site_config import clock
from tests.support.visitors import Visitor


def test_it_begins_at_the_moment_and_goes_on(monkeypatch):
    monkeypatch.setattr(timezone, "now", timezone.now)
    clock.set_to("2026-11-20T12:00:00Z")
    first, second = timezone.now(), timezone.now()
    assert timedelta() <= first - datetime(2026, 11, 20, 12, tzinfo=UTC) < timedelta(minutes=1)
    assert first < second


def test_what_people_do_is_noted_at_that_time(site_with):
    site = site_with(CLOCK="2031-02-03T10:20:00+00:00")
    grace = Visitor(site.url, "grace")
    page = grace.post("/chat/lobby/messages/", body="From the future", nonce="n").text
    assert "Monday 3 February 2031" in page
    assert "11:2" in page  # she is in Berlin


def test_migrations_do_not_notice(site_with):
    site = site_with(CLOCK="2031-02-03T10:20:00Z")
    assert "No changes" in site.manage("makemigrations", "--check", "--dry-run")
