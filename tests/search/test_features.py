"""Events and entries are found by who may read them."""

from datetime import UTC, datetime

import pytest

from live.accounts.models import User
from live.blog import services as blogs
from live.calendar import services as calendars
from live.calendar import sharing
from live.calendar.models import Calendar
from live.search.finding import find
from live.search.services import reindex

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)


def found(person, query):
    return [str(one.thing) for one in find(person, query)]


@pytest.fixture
def own(ada):
    """Ada's own calendar."""
    return Calendar.objects.get(owner=ada, kind=Calendar.Kind.PERSONAL)


@pytest.fixture
def dentist(ada, own):
    return calendars.create_event(ada, own, title="Dentist", place="Harley Street", starts=NOON, ends=NOON)


def test_events_are_found_in_calendars_that_one_reads(ada, grace, dentist):
    assert found(ada, "harley dent") == ["Dentist"]
    assert found(grace, "dentist") == []
    calendars.invite(ada, dentist, [grace])
    assert found(grace, "dentist") == ["Dentist"]


def test_with_its_calendar_an_event_is_not_found_any_more(ada, own, dentist):
    sharing.delete_calendar(own)
    assert found(ada, "dentist") == []


def test_entries_are_found_once_they_are_published_and_by_their_readers(grace, mallory):
    grace.role = User.Role.EDITOR
    grace.save()
    blog = blogs.create_blog("Launch day")
    entry = blogs.write_entry(blog, grace, "Tea at four\n\nIn the *small* hall.")
    assert found(mallory, "small hall") == []
    blogs.publish(entry)
    assert found(mallory, "small hall") == ["Tea at four"]
    blogs.change_blog(blog, is_public=False)
    assert (found(mallory, "small hall"), found(grace, "small hall")) == ([], ["Tea at four"])
    blogs.delete_blog(blog)
    assert found(grace, "small hall") == []


def test_the_page_shows_each_kind_and_one_alone(ada, grace, dentist, window):
    client = window(ada)
    page = client.get("/search/?q=harley").content.decode()
    assert 'data-testid="found-event"' in page
    assert "<mark>Harley</mark> Street" in page
    assert "Nothing found" in client.get("/search/?q=harley&kind=blog.entry").content.decode()
    reindex("calendar.event")
    assert found(ada, "harley") == ["Dentist"]
