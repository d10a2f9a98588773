"""Telling people, once of each thing, and taking it back."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone
from django.utils.functional import lazystr

from live.accounts.models import User
from live.notifications import kinds, services
from live.notifications.models import Notification
from live.notifications.services import (
    mark_read_about,
    notify,
    withdraw,
    withdraw_all,
    withdraw_unseen,
    withdraw_unseen_among,
)


def unread(person):
    return [notification.subject for notification in Notification.objects.visible_to(person).unread()]


def test_people_are_told_but_not_who_did_it(ada, grace, linus, told):
    notify("poke", [ada, grace.pk], "chat.message.1", "/chat/lobby/", actor=ada, room="Lobby")
    assert unread(grace) == ["chat.message.1"]
    assert unread(ada) == unread(linus) == []
    assert told(grace) == ["notified"]
    assert told(ada) == told(linus) == []


def test_each_is_told_once_of_a_thing_and_again_when_it_is_renewed(ada, grace):
    notify("poke", [grace], "chat.message.1", "/one/", actor=ada)
    mark_read_about(grace, ["chat.message.1"])
    assert unread(grace) == []
    notify("poke", [grace], "chat.message.1", "/two/", actor=ada)
    assert unread(grace) == ["chat.message.1"]
    assert Notification.objects.get().url == "/two/"


def test_nobody_to_tell_is_nothing_to_do(ada, told):
    notify("poke", [ada], "chat.message.1", "/", actor=ada)
    notify("poke", [], "chat.message.1", "/")
    assert told(ada) == []


def test_a_kind_must_be_known(ada):
    with pytest.raises(AssertionError, match="register"):
        notify("nudge", [ada], "chat.message.1", "/")


def test_the_sentence_is_of_the_reader_and_of_the_moment(ada, monkeypatch):
    monkeypatch.setitem(kinds.kinds, "soon", kinds.Kind(lazystr("%(title)s: %(starts_at)s%(place)s"), "clock"))
    notify("soon", [ada], "calendar.event.1", "/", title="100% fun", starts_at="2026-11-25T12:00:00+00:00")
    notification = Notification.objects.get()
    with timezone.override("Asia/Tokyo"):
        assert notification.sentence == "100% fun: 25 November 2026 21:00"


def test_the_sentence_calls_the_actor_as_they_are_called_now(ada, grace):
    notify("poke", [grace], "chat.message.1", "/", actor=ada, room="Lobby")
    assert Notification.objects.get().sentence == "Ada <Lovelace> pokes you in Lobby"
    ada.display_name = ""
    ada.save()
    assert Notification.objects.get().sentence == "ada pokes you in Lobby"


def test_what_was_withdrawn_nobody_is_told_of(ada, grace, told):
    for subject in ("chat.message.1", "chat.message.2"):
        notify("poke", [ada, grace], subject, "/")
    withdraw("chat.message.1", [grace])
    assert (unread(ada), unread(grace)) == (["chat.message.1", "chat.message.2"], ["chat.message.2"])
    withdraw("chat.message.1")
    assert unread(ada) == ["chat.message.2"]
    withdraw_all(["chat.message.2", "chat.message.3"])
    assert Notification.objects.count() == 0
    assert told(grace) == ["notified", "notified", "withdrawn", "withdrawn"]


def test_of_however_many_things_it_is_withdrawn_in_one_go(ada, grace, told):
    subjects = [f"chat.message.{number}" for number in range(services.AT_ONCE + 1)]
    for person, subject in ((grace, subjects[0]), (ada, subjects[-1])):
        notify("poke", [person], subject, "/")
    withdraw_all(subjects)
    assert unread(ada) == unread(grace) == []
    assert told(ada) == told(grace) == ["notified", "withdrawn"]


def test_who_may_not_see_something_any_more_is_not_told_of_it(ada, grace):
    notify("poke", [grace], grace, "/")
    notify("poke", [grace], ada, "/")
    notify("poke", [grace], f"accounts.user.{ada.pk + 1000}", "/")
    withdraw_unseen(grace)
    assert set(unread(grace)) == {f"accounts.user.{grace.pk}", f"accounts.user.{ada.pk + 1000}"}


def test_where_many_may_see_less_only_those_who_may_not_see_it_are_told_no_more(ada, grace, told):
    notify("poke", [ada, grace], grace, "/")
    notify("poke", [ada, grace], ada, "/")
    withdraw_unseen_among([grace])
    assert (unread(ada), unread(grace)) == ([f"accounts.user.{ada.pk}"], [f"accounts.user.{grace.pk}"])
    assert (told(ada)[-1], told(grace)[-1]) == ("withdrawn", "withdrawn")


def test_what_a_feature_told_that_is_gone_is_in_nobodys_way(grace):
    Notification.objects.create(person=grace, kind="duel", subject="fencing.duel.1", url="/")
    withdraw_unseen(grace)
    assert unread(grace) == []


def test_what_was_told_long_ago_is_forgotten_on_open_pages_too(ada, grace, told):
    notify("poke", [ada, grace], "chat.message.1", "/")
    notify("poke", [grace], "chat.message.2", "/")
    old = timezone.now() - services.KEPT - timedelta(minutes=1)
    Notification.objects.quietly().filter(subject="chat.message.1").update(created_at=old)
    services.prune()
    assert (unread(ada), unread(grace)) == ([], ["chat.message.2"])
    assert told(ada) == ["notified", "withdrawn"]
    services.prune()
    assert told(ada) == ["notified", "withdrawn"]


def test_reading_what_was_read_locks_nothing(ada, grace, told, django_assert_num_queries):
    notify("poke", [grace], "chat.message.1", "/")
    mark_read_about(grace, ["chat.message.1"])
    with django_assert_num_queries(1):
        mark_read_about(grace, ["chat.message.1", "chat.message.2"])
    assert told(grace) == ["notified", "read"]


def test_telling_many_takes_no_query_for_each_row(db, django_assert_max_num_queries):
    people = [User.objects.admit(User(username=f"person{number}")) for number in range(20)]
    with django_assert_max_num_queries(8 + 4 * len(people)):  # a topic of each is locked, moved and written to
        notify("poke", people, "chat.message.1", "/")


def test_the_renewed_is_the_newest(ada):
    notify("poke", [ada], "chat.message.1", "/")
    Notification.objects.quietly().update(created_at=datetime(2020, 1, 1, tzinfo=UTC))
    notify("poke", [ada], "chat.message.1", "/")
    assert Notification.objects.get().created_at.year > 2020


def test_an_inbox_is_named_after_its_person(ada):
    assert services.inbox_of(ada.pk) == f"notifications.inbox.{ada.pk}"
