"""Who is told of entries, and who finds them."""

import pytest

from live.accounts.models import User
from live.accounts.services import change_role
from live.blog import services
from live.notifications.models import Notification
from live.search import finding


@pytest.fixture
def submitted(grace, ada, linus, admin, match):
    entry = services.write_entry(match, grace, "Goal!\nBy number nine.")
    services.submit(entry)
    return entry


def told(kind):
    return set(Notification.objects.filter(kind=kind, read_at=None).values_list("person__username", flat=True))


def test_editors_are_told_of_what_was_submitted(submitted):
    assert told("submitted") == {"admin", "ada", "linus"}


def test_who_looks_at_it_has_read_of_it(submitted, ada, window):
    window(ada).get(f"{submitted.path}edit/")
    assert told("submitted") == {"admin", "linus"}


def test_who_edits_there_no_more_is_not_told_of_it_either(submitted, linus, ada, match):
    services.unseat(match, linus)
    assert told("submitted") == {"admin", "ada"}
    change_role(ada, User.Role.MEMBER)
    assert told("submitted") == {"admin"}


@pytest.mark.parametrize("what", [services.publish, services.schedule, services.take_back, services.delete_entry])
def test_once_it_waits_no_more_nobody_is_told_of_it(submitted, what):
    what(submitted)
    assert told("submitted") == set()


def test_who_wrote_it_is_told_that_it_was_published(submitted, ada):
    services.publish(submitted, ada)
    assert told("published") == {"grace"}


def test_who_may_not_read_the_blog_any_more_is_not_told_of_what_is_in_it(match, mallory, grace, ada):
    services.change_blog(match, takes_comments=True)
    for reader in (mallory, grace):
        services.publish(services.comment(match, reader, "What a goal!"), ada)
    assert told("published") == {"mallory", "grace"}
    services.change_blog(match, is_public=False)
    assert told("published") == {"grace"}


def test_who_publishes_their_own_is_told_nothing(publish):
    publish("mine")
    assert told("published") == set()


def found(words, user):
    return [hit.thing.headline for hit in finding.find(user, words)]


def test_what_is_published_is_found_as_it_is_now(publish, ada, stranger, match):
    services.write_entry(match, ada, "needle in a draft")
    entry = publish("A needle\nin the hay")
    assert found("needle", stranger) == ["A needle"]
    services.save_entry(entry, ada, 1, "A pin\nin the hay")
    assert found("needle", stranger) == []
    assert found("pin hay", stranger) == ["A pin"]
    entry.refresh_from_db()
    services.delete_entry(entry)
    assert found("pin", stranger) == []


def test_what_is_not_public_is_found_by_its_writers(publish, backstage, mallory, ada):
    publish("A needle", blog=backstage)
    assert found("needle", mallory) == []
    assert found("needle", ada) == ["A needle"]
