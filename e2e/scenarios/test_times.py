"""Headers and day lines, each right for who looks."""

import pytest
from playwright.sync_api import expect

WRITE = """
from datetime import datetime
from live.accounts.models import User
from live.chat.models import Message, Room
room, ada = Room.objects.get(slug="{room}"), User.objects.get(username="ada")
Message.objects.quietly().bulk_create(
    Message(room=room, author=ada, body=body, created_at=datetime.fromisoformat(moment)) for moment, body in {said}
)
"""
NIGHT = [  # UTC
    ("2026-11-19T22:58:00+00:00", "Good night"),
    ("2026-11-19T23:01:00+00:00", "And sleep well"),
    ("2026-11-20T00:02:00+00:00", "Still awake?"),
    ("2026-11-20T00:04:00+00:00", "I am"),
]


@pytest.fixture
def night(room, here) -> str:
    """Where ada talked past midnight, which in Berlin came before the second message, in London before the third."""
    here.python(WRITE.format(room=room, said=NIGHT))
    return room


def test_days_begin_where_the_viewer_is(ada, grace, linus, night):
    in_london, in_berlin, in_new_york = ada.room(night), grace.room(night), linus.room(night)
    in_london.expect_days({"Good night": "Thursday 19 November 2026", "Still awake?": "Friday 20 November 2026"})
    in_berlin.expect_days({"Good night": "Thursday 19 November 2026", "And sleep well": "Friday 20 November 2026"})
    in_new_york.expect_days({"Good night": "Thursday 19 November 2026"})
    expect(in_london.message("Still awake?").time).to_have_text("00:02")
    expect(in_berlin.message("Still awake?").time).to_have_text("01:02")
    expect(in_new_york.message("Still awake?").time).to_have_text("19:02")
    for page in (in_london, in_berlin, in_new_york):
        page.expect_same_after_reload()


def test_headers_are_not_repeated_within_five_minutes_of_a_day(ada, grace, night):
    in_london, in_berlin = ada.room(night), grace.room(night)
    in_london.expect_headers("Good night", "Still awake?")
    in_berlin.expect_headers("Good night", "And sleep well", "Still awake?")
    in_london.expect_same_after_reload()


def test_both_are_right_again_when_a_neighbour_is_deleted(ada, grace, night):
    in_london, in_berlin = ada.room(night), grace.room(night)
    in_london.message("Still awake?").delete()
    in_london.expect_days({"Good night": "Thursday 19 November 2026", "I am": "Friday 20 November 2026"})
    in_london.expect_headers("Good night", "I am")
    in_berlin.expect_days({"Good night": "Thursday 19 November 2026", "And sleep well": "Friday 20 November 2026"})
    in_berlin.expect_headers("Good night", "And sleep well", "I am")
    in_london.message("Good night").delete()
    in_berlin.expect_days({"And sleep well": "Friday 20 November 2026"})
    in_london.expect_same_after_reload()
    in_berlin.expect_same_after_reload()


def test_who_speaks_between_ends_the_group(ada, grace, room):
    hers, graces = ada.room(room), grace.room(room)
    hers.post("One")
    hers.post("Two")
    graces.post("But")
    hers.post("Three")
    hers.expect_headers("One", "But", "Three")
    graces.message("But").delete()
    hers.expect_headers("One")
    hers.expect_same_after_reload()
    graces.expect_same_after_reload()
