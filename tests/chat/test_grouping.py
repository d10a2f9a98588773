"""Headers and day lines: what a message shows depends on the one before and on where its reader is."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from live.chat import services
from live.chat.history import before
from live.chat.models import Message

NOON = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)


@pytest.fixture
def said(lobby):
    """`said(ada, noon)`: she says something at that moment."""
    return lambda author, moment: Message.objects.create(room=lobby, author=author, body="…", created_at=moment)


def shown(message):
    return Message.objects.for_display().get(pk=message.pk)


def test_the_first_message_opens_the_day_with_a_header(ada, said):
    first = shown(said(ada, NOON))
    assert (first.opens_day, first.follows) == (True, False)


@pytest.mark.parametrize(("pause", "follows"), [(4 * 60 + 59, True), (5 * 60, False)])
def test_the_same_person_goes_on_without_a_header_for_five_minutes(ada, said, pause, follows):
    said(ada, NOON)
    assert shown(said(ada, NOON + timedelta(seconds=pause))).follows is follows


def test_somebody_else_has_a_header(ada, grace, said):
    said(ada, NOON)
    assert not shown(said(grace, NOON + timedelta(seconds=1))).follows


def test_only_the_message_directly_above_counts(ada, grace, said):
    said(ada, NOON)
    said(grace, NOON + timedelta(seconds=1))
    assert not shown(said(ada, NOON + timedelta(seconds=2))).follows


def test_other_rooms_do_not_count(ada, board, said):
    Message.objects.create(room=board, author=ada, body="…", created_at=NOON)
    assert shown(said(ada, NOON)).opens_day


@pytest.mark.parametrize(("zone", "opens_day"), [("Asia/Tokyo", True), ("Europe/London", False)])
def test_a_day_begins_where_the_reader_is(ada, said, zone, opens_day):
    said(ada, datetime(2026, 11, 20, 14, 58, tzinfo=UTC))
    message = shown(said(ada, datetime(2026, 11, 20, 15, 1, tzinfo=UTC)))
    with timezone.override(zone):
        assert (message.opens_day, message.follows) == (opens_day, not opens_day)


def test_a_clock_that_went_back_breaks_nothing(ada, said):
    said(ada, NOON)
    assert shown(said(ada, NOON - timedelta(seconds=90))).follows


def test_after_a_neighbour_is_deleted_all_is_right_again(ada, grace, said):
    said(ada, NOON - timedelta(days=1))
    first, second = said(ada, NOON), said(grace, NOON + timedelta(seconds=1))
    third = said(ada, NOON + timedelta(seconds=2))
    services.delete_message(second)
    assert shown(third).follows
    services.delete_message(first)
    assert shown(third).opens_day


def test_the_first_message_of_a_page_knows_its_predecessor(ada, lobby, said):
    messages = [said(ada, NOON + timedelta(seconds=number)) for number in range(60)]
    page = before(lobby, messages[50].pk)
    assert page.messages[0] == messages[10]
    assert page.messages[0].follows
