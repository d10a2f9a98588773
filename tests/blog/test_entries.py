"""What becomes of entries: drafts, publishing, editing, deleting; and who may."""

from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.utils import timezone

from live.blog import services
from live.blog.models import Blog, Entry
from live.engine import topics
from live.engine.topics import name_of
from live.search import finding


def later(**time):
    return time_machine.travel(timezone.now() + timedelta(**time), tick=False)


def test_entries_are_numbered_in_the_order_in_which_they_are_published(ada, match):
    first, second = (services.write_entry(match, ada, body) for body in ("first", "second"))
    services.publish(second)
    services.publish(first)
    assert [entry.body for entry in match.published.order_by("number")] == ["second", "first"]


def test_no_number_is_given_twice(publish):
    services.delete_entry(publish("one"))
    assert publish("two").number == 2


def test_published_twice_it_is_there_once(ada, match, log):
    entry = services.write_entry(match, ada, "once")
    services.publish(entry)
    services.publish(entry)
    assert [verb for verb, subject in log(match) if subject == name_of(entry)] == ["added"]


def test_the_same_form_sent_twice_is_one_entry(ada, match):
    assert services.write_entry(match, ada, "once", nonce="n") == services.write_entry(match, ada, "once", nonce="n")
    services.write_entry(match, ada, "another", nonce="n")
    assert Entry.objects.count() == 2


def test_a_scheduled_entry_appears_at_its_moment_and_once(ada, match, log):
    entry = services.write_entry(match, ada, "at noon", publish_at=timezone.now() + timedelta(hours=1))
    services.publish(entry)
    services.publish_due()
    assert not match.published.exists()
    with later(minutes=61):
        services.publish_due()
        services.publish_due()
        assert match.published.get().published_at == timezone.now()
    assert [verb for verb, subject in log(match) if subject == name_of(entry)] == ["added"]


def test_nothing_is_published_in_an_archived_blog(ada, match):
    services.publish(services.write_entry(match, ada, "late", publish_at=timezone.now() + timedelta(hours=1)))
    services.archive(match)
    with later(minutes=61):
        services.publish_due()
        assert not match.published.exists()
        with pytest.raises(services.Closed):
            services.write_entry(match, ada, "too late")
        services.reopen(match)
        services.publish_due()
        assert match.published.exists()


def test_the_second_save_of_a_version_is_refused(ada, linus, publish):
    entry = publish("one")
    services.save_entry(entry, ada, 1, "two")
    with pytest.raises(services.Outdated) as refusal:
        services.save_entry(entry, linus, 1, "three")
    assert refusal.value.entry.body == "two"
    assert services.save_entry(entry, linus, 2, "three").version == 3


@pytest.mark.parametrize("what", [services.publish, services.delete_entry, services.pin, services.mark_key])
def test_what_somebody_has_deleted_meanwhile_is_not_there(publish, what):
    entry, mine = publish("one"), Entry.objects.get()
    services.delete_entry(entry)
    with pytest.raises(Http404):
        what(mine)


def test_a_mark_keeps_what_somebody_has_saved_meanwhile(publish, ada, stranger):
    entry, mine = publish("a needle"), Entry.objects.get()
    services.save_entry(entry, ada, 1, "a pin")
    services.mark_key(mine)
    assert Entry.objects.get().body == "a pin"
    assert finding.find(stranger, "pin")
    assert not finding.find(stranger, "needle")


def test_only_what_was_published_counts_as_edited(ada, match):
    draft = services.write_entry(match, ada, "one")
    draft = services.save_entry(draft, ada, 1, "two")
    assert draft.edited_at is None
    services.publish(draft)
    assert services.save_entry(draft, ada, 2, "three").edited_at


def test_one_entry_is_pinned(publish, match):
    one, two = publish("one"), publish("two")
    services.pin(one)
    services.pin(two)
    assert [entry.body for entry in match.entries.filter(is_pinned=True)] == ["two"]
    services.pin(two, False)
    assert not match.entries.filter(is_pinned=True).exists()


def test_archiving_ends_the_coverage_and_reopening_begins_it_again(match):
    services.archive(match)
    assert match.is_over
    assert match.coverage_end
    services.reopen(match)
    assert not match.is_over
    assert match.coverage_end is None


@pytest.mark.parametrize(
    ("body", "headline", "stands_alone"),
    [
        ("One line.", "One line.", False),
        ("**Goal!**\nBy number nine.", "Goal!", True),
        ("## Goal! ##\nBy number nine.", "Goal!", True),
        ("#9 scores\nGoal!", "#9 scores", True),
        ("- a\n- b", "a", False),
        ("```\ncode\n```", "code", False),
        ("x" * 200 + "\nmore", "x" * 109 + "…", False),
        ("a < b & <b>c</b>", "a < b & <b>c</b>", False),
    ],
)
def test_the_first_line_is_the_headline(body, headline, stands_alone):
    entry = Entry(body=body)
    assert (entry.headline, entry.has_headline) == (headline, stands_alone)


# Who may


def test_readers_see_public_blogs_and_writers_their_own(ada, grace, linus, mallory, stranger, match, backstage):
    services.seat(backstage, grace, "contributor")
    everything = {match, backstage}
    seen = {person: set(Blog.objects.visible_to(person)) for person in (stranger, mallory, linus, grace, ada)}
    assert seen == {stranger: {match}, mallory: {match}, linus: {match}, grace: everything, ada: everything}


def test_the_desk_is_for_writers(ada, grace, linus, mallory, stranger, match):
    desk = name_of(match.desk)
    assert [bool(topics.visible({desk}, who)) for who in (ada, linus, grace, mallory, stranger)] == [True] * 3 + [
        False
    ] * 2


def test_a_draft_is_seen_by_writers_alone(ada, grace, mallory, stranger, match):
    draft = services.write_entry(match, grace, "hush")
    seen = [Entry.objects.visible_to(who).contains(draft) for who in (ada, grace, mallory, stranger)]
    assert seen == [True, True, False, False]


def test_contributors_change_what_is_their_own_and_not_published(ada, grace, match, tab):
    own, hers = services.write_entry(match, grace, "mine"), services.write_entry(match, ada, "hers")
    page = tab(grace, match)
    page.edit_entry({"entry": str(own.pk), "body": "still mine", "version": "1"})
    own.refresh_from_db()
    assert own.body == "still mine"
    services.publish(own)
    for entry in (own, hers):
        with pytest.raises(PermissionDenied):
            page.edit_entry({"entry": str(entry.pk), "body": "x", "version": "2"})


@pytest.mark.parametrize(
    "action", ["publish_entry", "edit_entry", "delete_entry", "ask_delete", "pin_entry", "key_entry"]
)
def test_readers_change_nothing(mallory, stranger, match, publish, tab, action):
    entry = publish("as it is")
    for who in (mallory, stranger):
        with pytest.raises(PermissionDenied):
            getattr(tab(who, match), action)({"entry": str(entry.pk), "body": "x", "version": "1"})
    entry.refresh_from_db()
    assert (entry.body, entry.is_pinned, entry.is_key) == ("as it is", False, False)


@pytest.mark.parametrize("number", ["", "0", "-1", "x", "9" * 30, ["1", "2"], None])
def test_what_is_no_entry_is_not_there(ada, match, tab, number):
    for action in ("edit_entry", "delete_entry", "ask_delete", "pin_entry", "key_entry"):
        with pytest.raises(Http404):
            getattr(tab(ada, match), action)({"entry": number, "body": "x"})


def test_nothing_is_written_over_the_socket_of_an_archived_blog(ada, match, publish, tab):
    entry = publish("as it is")
    services.archive(match)
    for action in ("publish_entry", "edit_entry", "delete_entry", "pin_entry", "key_entry"):
        with pytest.raises(PermissionDenied):
            getattr(tab(ada, match), action)({"entry": str(entry.pk), "body": "x", "version": "1"})
