"""What feed readers get."""

import json
from datetime import datetime, timedelta

import feedparser
import pytest
import time_machine
from django.utils import timezone

from live.blog import clock, services

XML = ["rss", "atom"]


def feed(window, kind, **headers):
    return window().get(f"/blog/the-match/feed.{kind}", headers=headers)


def parsed(window, kind):
    response = feed(window, kind)
    found = feedparser.parse(response.content, response_headers={"content-type": response["Content-Type"]})
    assert found.bozo == 0, found.get("bozo_exception")
    return found


def ids(window, kind):
    if kind == "json":
        return [item["id"] for item in json.loads(feed(window, kind).content)["items"]]
    return [entry.id for entry in parsed(window, kind).entries]


@pytest.mark.parametrize("kind", XML)
def test_feed_readers_find_nothing_wrong(window, publish, kind, match):
    publish("Goal!\nBy number **nine** & </script> ]]> \u2028 \x0b \x1b \ufffe")
    found = parsed(window, kind)
    [entry] = found.entries
    assert found.feed.title == "The match"
    assert entry.title == "Goal!"
    assert "<strong>nine</strong>" in entry.summary
    assert entry.link.endswith(f"#entry-{match.published.get().pk}")
    assert entry.author == "Ada Lovelace"


@pytest.mark.parametrize("kind", [*XML, "json"])
def test_ids_stay_and_the_moment_of_change_moves(window, publish, ada, kind):
    one, _two = publish("one"), publish("two")
    before, text = ids(window, kind), feed(window, kind).content.decode()
    assert len(set(before)) == 2
    services.save_entry(one, ada, 1, "one, or so")
    one.refresh_from_db()
    assert ids(window, kind) == before
    moment = one.edited_at.isoformat()
    assert moment[:19] in feed(window, kind).content.decode()
    assert one.edited_at > one.published_at
    assert moment not in text


def test_atom_tells_when_entries_changed(window, publish, ada):
    one = services.save_entry(publish("one"), ada, 1, "two")
    [entry] = parsed(window, "atom").entries
    assert datetime.fromisoformat(entry.updated) >= one.edited_at.replace(microsecond=0)
    assert datetime.fromisoformat(entry.published) <= datetime.fromisoformat(entry.updated)


@pytest.mark.parametrize("kind", [*XML, "json"])
def test_what_has_not_changed_is_not_sent_again(window, publish, ada, match, kind):
    entry = publish("one")
    etag = feed(window, kind)["ETag"]
    clock.tell_the_minute()
    assert feed(window, kind, if_none_match=etag).status_code == 304
    for change in (
        lambda: services.save_entry(entry, ada, 1, "two"),
        lambda: services.delete_entry(entry),
        lambda: services.archive(match),
    ):
        change()
        response = feed(window, kind, if_none_match=etag)
        assert response.status_code == 200
        etag = response["ETag"]


def test_a_json_feed_is_as_its_rules_say(window, publish, match):
    publish("Goal!\nBy number nine.")
    response = feed(window, "json")
    assert response["Content-Type"] == "application/feed+json"
    told = json.loads(response.content)
    assert told["version"] == "https://jsonfeed.org/version/1.1"
    assert told["feed_url"] == "http://testserver/blog/the-match/feed.json"
    [item] = told["items"]
    assert isinstance(item["id"], str)
    assert item["content_html"]
    assert item["authors"] == [{"name": "Ada Lovelace"}]
    for name in ("date_published", "date_modified"):
        assert datetime.fromisoformat(item[name]).tzinfo
    assert "expired" not in told
    services.archive(match)
    assert json.loads(feed(window, "json").content)["expired"] is True


@pytest.mark.parametrize("kind", [*XML, "json"])
def test_a_moment_says_that_nothing_has_changed_only_once_it_is_over(window, publish, kind):
    """Moments are told in seconds; a second entry in the same one would not be noticed."""
    publish("one")
    response = feed(window, kind)
    assert "Last-Modified" not in response
    with time_machine.travel(timezone.now() + timedelta(seconds=2), tick=False):
        moment = feed(window, kind)["Last-Modified"]
        assert feed(window, kind, if_modified_since=moment).status_code == 304


def test_feeds_need_no_session_and_few_queries(window, publish, django_assert_max_num_queries):
    publish("one")
    with django_assert_max_num_queries(5):
        response = feed(window, "atom")
    assert not response.cookies
    with django_assert_max_num_queries(3):
        assert feed(window, "atom", if_none_match=response["ETag"]).status_code == 304


def test_what_is_not_public_no_proxy_keeps(window, publish, backstage, ada):
    assert "private" in window(ada).get("/blog/backstage/feed.json")["Cache-Control"]
    publish("one")
    assert "public" in feed(window, "json")["Cache-Control"]
