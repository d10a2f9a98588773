"""The change log on its own."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.db.transaction import TransactionManagementError
from django.utils import timezone

from live.engine import changes
from live.engine.changes import Entry, OutOfReach, Place, coalesce
from live.engine.models import Change, Topic

ROOM = "chat.room.5"


def record(*verbs, on=ROOM, subject="chat.message.1"):
    with transaction.atomic():
        changes.record_all((verb, subject, on) for verb in verbs)


def entries(*happened):
    return [Entry(number, "m", verb, subject) for number, (verb, subject) in enumerate(happened, 1)]


@pytest.mark.django_db(transaction=True)
class TestRecording:
    def test_positions_count_from_one_without_gaps(self):
        record("added", "changed")
        record("removed")
        assert list(Change.objects.order_by("position").values_list("position", "verb")) == [
            (1, "added"),
            (2, "changed"),
            (3, "removed"),
        ]

    def test_each_topic_counts_for_itself(self):
        record("added", on="chat.room.1")
        record("added", on="chat.room.2")
        assert set(Topic.objects.values_list("name", "position")) == {("chat.room.1", 1), ("chat.room.2", 1)}

    def test_a_change_outside_its_transaction_is_refused(self):
        with pytest.raises(TransactionManagementError):
            changes.record("added", "chat.message.1", on=ROOM)

    def test_what_is_rolled_back_never_happened(self):
        with transaction.atomic():
            changes.record("added", "chat.message.1", on=ROOM)
            transaction.set_rollback(True)
        record("added", subject="chat.message.2")
        assert [entry.subject for entry in changes.log(ROOM, 0).entries] == ["chat.message.2"]
        assert changes.log(ROOM, 0).head.position == 1

    def test_it_is_announced_once_it_is_committed_and_not_before(self):
        heard = []

        def hear(places, **_):
            heard.extend(places)

        changes.committed.connect(hear)
        with transaction.atomic():
            changes.record("added", "chat.message.1", on=[ROOM, "chat.room.6"])
            assert heard == []
        assert [(place.topic, place.position) for place in heard] == [(ROOM, 1), ("chat.room.6", 1)]


@pytest.mark.django_db(transaction=True)
class TestReading:
    def test_a_page_gets_what_happened_after_its_place(self):
        record("added", "changed", "removed")
        log = changes.log(ROOM, 1)
        second = Place(ROOM, 2, log.entries[1].mark)
        assert [entry.verb for entry in log.after(second)] == ["removed"]
        assert log.after(log.head) == []

    def test_a_page_at_the_very_beginning_gets_everything(self):
        record("added", "changed")
        assert len(changes.log(ROOM, 0).after(Place(ROOM))) == 2
        assert changes.log("chat.room.9", 0).after(Place("chat.room.9")) == []

    @pytest.mark.parametrize("position", [-1, 7, 10**17])
    def test_a_place_that_never_was_is_out_of_reach(self, position):
        record("added")
        with pytest.raises(OutOfReach):
            changes.log(ROOM, position).after(Place(ROOM, position, "ffffffff"))

    def test_the_same_position_of_another_history_is_out_of_reach(self):
        record("added", "changed")
        with pytest.raises(OutOfReach):
            changes.log(ROOM, 1).after(Place(ROOM, 1, "00000000"))

    def test_too_far_back_is_out_of_reach(self, monkeypatch):
        monkeypatch.setattr(changes, "TOO_MANY", 3)
        record(*["changed"] * 5)
        first = Change.objects.get(position=1)
        with pytest.raises(OutOfReach):
            changes.log(ROOM, 1).after(Place(ROOM, 1, first.mark))

    def test_heads_of_several_topics_take_one_query(self, django_assert_num_queries):
        record("added", on="chat.room.1")
        with django_assert_num_queries(1):
            heads = changes.heads(["chat.room.1", "chat.room.2"])
        assert [head.position for head in heads.values()] == [1, 0]


@pytest.mark.django_db(transaction=True)
class TestPruning:
    def test_the_old_goes_and_the_newest_stays(self):
        record("added", "changed", "removed")
        Change.objects.update(recorded_at=timezone.now() - timedelta(days=9))
        assert changes.prune(timedelta(days=7)) == 2
        log = changes.log(ROOM, 3)
        assert log.after(log.head) == []

    def test_a_page_that_slept_past_it_is_out_of_reach(self):
        record("added", "changed", "removed")
        first = Change.objects.get(position=1)
        Change.objects.update(recorded_at=timezone.now() - timedelta(days=9))
        changes.prune(timedelta(days=7))
        for place in (Place(ROOM), Place(ROOM, 1, first.mark)):
            with pytest.raises(OutOfReach):
                changes.log(ROOM, place.position).after(place)

    def test_a_clock_that_jumped_leaves_no_hole(self):
        record("added", "changed", "removed", "added")
        Change.objects.filter(position=2).update(recorded_at=timezone.now() - timedelta(days=9))
        changes.prune(timedelta(days=7))
        assert list(Change.objects.order_by("position").values_list("position", flat=True)) == [3, 4]


class TestCoalescing:
    def test_added_then_changed_is_added(self):
        assert coalesce(entries(("added", "a"), ("changed", "a"))) == [("added", "a")]

    def test_anything_then_removed_is_removed(self):
        assert coalesce(entries(("added", "a"), ("changed", "a"), ("removed", "a"))) == [("removed", "a")]

    def test_the_order_is_that_of_first_appearance(self):
        happened = entries(("added", "a"), ("added", "b"), ("changed", "a"))
        assert coalesce(happened) == [("added", "a"), ("added", "b")]

    def test_a_features_own_verb_stays_beside_the_plain_ones(self):
        assert coalesce(entries(("changed", "a"), ("pinned", "a"))) == [("changed", "a"), ("pinned", "a")]


class TestPlaces:
    def test_a_place_reads_what_it_writes(self):
        place = Place(ROOM, 42, "0a1b2c3d")
        assert Place.parse(str(place)) == place

    @pytest.mark.parametrize("text", ["", "a", "a:b:c", "a:1", "a:1:b:c", f"a:{'9' * 30}:c", "a:-1:c", "a:١:c"])
    def test_anything_else_is_no_place(self, text):
        with pytest.raises(ValueError, match=r"."):
            Place.parse(text)
