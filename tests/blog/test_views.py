"""What pages in each view of a blog are sent: the reader's rule."""

from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine
from django.utils import timezone

from live.accounts import services as accounts
from live.blog import clock, services
from live.blog.consumers import BlogConsumer
from live.engine import topics
from live.engine.audiences import Page
from live.engine.fragments import Viewer, shows
from live.engine.tokens import PageToken
from live.engine.topics import name_of


def test_at_the_top_a_new_entry_is_put_in(publish, frames, match):
    entry = publish("Kick-off")
    frame = frames(match, "top")
    assert f'id="entry-{entry.pk}"' in frame
    assert "upsert" in frame
    assert 'name="newest" value="1"' in frame
    assert 'id="left-top"' in frame  # a page that has scrolled by then says so


def test_further_down_it_is_counted(publish, frames, match):
    publish("one")
    frames(match, "reading:1")
    publish("two")
    frame = frames(match, "reading:1")
    assert "1 new update<" in frame
    assert "upsert" not in frame
    last = publish("three")
    assert "2 new updates<" in frames(match, "reading:1")
    services.delete_entry(last)
    assert "1 new update<" in frames(match, "reading:1")


def test_edits_and_deletes_of_what_is_on_the_page_show_at_once(publish, frames, match, ada):
    one, two = publish("one"), publish("two")
    frames(match, "reading:2")
    services.save_entry(one, ada, 1, "one, or so")
    assert "one, or so" in frames(match, "reading:2")
    gone = two.pk
    services.delete_entry(two)
    assert f'id="entry-{gone}" hx-swap-oob="delete"' in frames(match, "reading:2")


def test_on_an_older_page_the_way_to_what_is_new_is_another_page(publish, frames, match):
    publish("one")
    frame = frames(match, "past:0")
    assert 'href="/blog/the-match/"' in frame
    assert "1 new update<" in frame


def test_a_permalink_keeps_its_mark(publish, frames, match, ada):
    one, two = publish("one"), publish("two")
    frames(match, f"past:2:m{one.pk}")
    for entry in (one, two):
        services.save_entry(entry, ada, 1, "changed")
    assert frames(match, f"past:2:m{one.pk}").count("entry--marked") == 1


def test_only_pages_of_editors_have_the_buttons(publish, frames, match):
    publish("one")
    assert "Edit entry" not in frames(match, "top")
    assert "Edit entry" in frames(match, "top:desk")
    publish("two")
    assert "Edit entry" in frames(match, "top:desk")


def test_of_a_draft_no_reader_hears_and_its_desk_hears_all(ada, grace, match, frames, log):
    log(match)
    draft = services.write_entry(match, grace, "secret words", publish_at=timezone.now() + timedelta(days=1))
    services.submit(draft)
    draft = services.save_entry(draft, ada, 1, "more secret words")
    services.schedule(draft)
    assert log(match) == []
    assert "secret words" not in "".join(frames(match, view) for view in ("top", "reading:0", "past:0", "top:desk"))
    assert "more secret words" in frames(match.desk, "desk")
    services.delete_entry(draft)
    assert log(match) == []
    assert "secret words" not in frames(match.desk, "desk")


def test_a_page_stays_as_long_as_a_fresh_one(publish, frames, match):
    entries = [publish(f"note {number}") for number in range(1, 25)]
    frames(match, "top")
    services.delete_entry(entries[23])
    frame = frames(match, "top")
    assert "note 4<" in frame  # the twentieth now
    assert "?after=4" in frame
    publish("note 25")
    assert "?after=5" in frames(match, "top")


def test_pinned_and_key_events_show_everywhere_at_once(publish, frames, match):
    entry = publish("Goal!\nBy number nine.")
    frames(match, "reading:1")
    services.pin(entry)
    services.mark_key(entry)
    frame = frames(match, "reading:1")
    assert f'id="pinned-{entry.pk}"' in frame
    assert f'href="/blog/the-match/entries/{entry.pk}/#entry-{entry.pk}"' in frame
    services.delete_entry(entry)
    frame = frames(match, "reading:1")
    assert 'id="pinned-' not in frame
    assert "Goal!" not in frame


def test_ages_stay_true(publish, frames, match):
    with time_machine.travel("2026-11-20T10:00:30Z", tick=False):
        entry = publish("now")
        assert "just now" in frames(match, "top")
    with time_machine.travel("2026-11-20T10:02:05Z", tick=False):
        clock.tell_the_minute()
        clock.tell_the_minute()
        frame = frames(match, "reading:1")
        assert f'id="age-{entry.pk}"' in frame
        assert "2 minutes ago" in frame
    with time_machine.travel("2026-11-20T11:00:05Z", tick=False):
        clock.tell_the_minute()
        assert "ago" not in frames(match, "top")


def test_the_minute_is_told_once_and_only_where_something_is_new(publish, match, backstage, log):
    publish("now")
    for _ in range(2):
        clock.tell_the_minute()
    assert [verb for verb, _ in log(match)].count("minute") == 1
    assert log(backstage) == []


def test_an_authors_new_name_shows(publish, frames, match, ada):
    publish("one")
    frames(match, "top")
    accounts.update_profile(ada, display_name="Countess Lovelace")
    assert "Countess Lovelace" in frames(match, "top")


@pytest.mark.parametrize("view", ["blogs", "live_blogs"])
def test_lists_of_blogs_are_live_and_show_what_each_may_read(
    match, backstage, frames, admin, grace, mallory, view, django_assert_num_queries
):
    services.seat(backstage, grace, "contributor")
    assert "The match" in (public := frames("accounts.site.1", view))
    assert "Backstage" not in public
    people = [Viewer(person.pk, "", "en", "UTC") for person in (admin, grace, mallory)]
    with django_assert_num_queries(3):
        shown = shows.personal_views[view].render(people)
    assert ["Backstage" in shown[viewer].html for viewer in people] == [True, True, False]
    services.unseat(backstage, grace)
    assert "Backstage" not in shows.personal_views[view].render(people)[people[1]].html


def test_who_writes_here_no_more_goes_on_reading(match, grace, mallory, publish):
    """Their pages are fetched anew without the desk; of what is not public they would not see anything any more."""
    assert shows.views["blog.desk", "desk"].outlives_rights
    services.unseat(match, grace)
    assert topics.visible({name_of(match), name_of(match.desk)}, grace) == {name_of(match)}


# Where a page is


def test_a_page_turns_as_it_is_scrolled(stranger, match, publish, tab):
    publish("one")
    page = tab(stranger, match)
    assert 'value="1"' in page.reading({"newest": "1"})
    assert page.turns == {"blog.blog." + str(match.pk): "reading:1"}
    page.page.views = page.turns
    publish("two")
    answer = page.top({"newest": "1"})
    assert "two" in answer
    assert "one" not in answer
    assert page.turns == {"blog.blog." + str(match.pk): "top"}


def test_at_the_top_already_nothing_is_asked(stranger, match, tab, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert tab(stranger, match).top({"newest": "0"}) is None


def test_very_much_that_was_held_back_is_fetched_with_the_page(stranger, match, publish, tab, monkeypatch):
    monkeypatch.setattr("live.blog.consumers.AT_ONCE", 1)
    page = tab(stranger, match)
    page.page.views = {page.topic: "reading:0"}
    publish("one")
    publish("two")
    assert "hx-get" in page.top({"newest": "0"})


def test_a_page_that_resumes_says_where_it_was(stranger, match, tab):
    page = tab(stranger, match)
    assert page.views({"reading": "7"}) == {page.topic: "reading:7"}
    assert page.views({"reading": ""}) == page.views({}) == {}
    assert tab(stranger, match, "top:desk").views({"reading": "7"}) == {page.topic: "reading:7:desk"}


@pytest.mark.parametrize(("view", "queries"), [("top", 1), ("past:0", 2)])
def test_a_stranger_who_comes_back_takes_a_query_or_two(match, publish, view, queries, django_assert_num_queries):
    publish("one")
    consumer = BlogConsumer()
    token = PageToken("p", "/ws/blog/the-match/", "", None, [(name_of(match), view)], [], "en", "UTC", "b")
    consumer.page, consumer.kwargs = Page(uuid4(), token, "", None), {"slug": "the-match"}
    with django_assert_num_queries(queries):
        consumer._look_up_rights()
        consumer.resumed()
        consumer.views({"reading": "1"})


def test_older_pages_do_not_turn(stranger, match, tab, publish):
    page = tab(stranger, match, "past:0")
    assert page.top({"newest": "0"}) is page.reading({"newest": "0"}) is None
    assert page.views({"reading": "1"}) == page.turns == {}
    publish("one")
    assert "1 new update<" in page.resumed()
