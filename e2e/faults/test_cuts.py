"""Connections break between browser and site."""

import random

import pytest
from playwright.sync_api import expect

from e2e.faults.background import again_and_again

SEED = 20_261_120


@pytest.mark.timeout(120)
def test_a_connection_that_breaks_again_and_again(ada, grace, room, line):
    """B1 in small: cut every half to two seconds, while both write."""
    hers, graces = ada.room(room, line.url), grace.room(room)
    hers.mark()
    gaps = random.Random(SEED)
    with again_and_again(lambda _: line.cut(), pause=lambda: gaps.uniform(0.5, 2)):
        for number in range(15):
            hers.insist(f"Hers {number}")
            graces.post(f"Graces {number}")
            expect(hers.message(f"Graces {number}").body).to_be_attached()
    for page in (hers, graces):
        page.expect_messages(*[f"{who} {number}" for number in range(15) for who in ("Hers", "Graces")])
    hers.expect_never_reloaded()
    hers.expect_live()
    hers.expect_same_after_reload()
    graces.expect_same_after_reload()


def test_cut_after_a_send_before_the_answer(ada, grace, room, line):
    """B16: it was written; the page finds that out."""
    hers, graces = ada.room(room, line.url), grace.room(room)
    hers.composer.fill("Did you get this?")
    line.swallow_answers()
    hers.composer.press("Enter")
    expect(graces.message("Did you get this?").body).to_be_visible()
    expect(hers.composer).to_have_value("Did you get this?")
    line.cut()
    expect(hers.composer).to_have_value("")
    hers.expect_messages("Did you get this?")
    hers.post("And this?")
    graces.expect_messages("Did you get this?", "And this?")
    hers.expect_same_after_reload()


def test_cut_while_the_page_finds_out_what_was_sent(ada, grace, room, line):
    """B16: once more, a step later."""
    hers, graces = ada.room(room, line.url), grace.room(room)
    hers.composer.fill("Did you get this?")
    line.delay(0.3)
    with hers.expect_action("draft"):
        hers.composer.press("Enter")
    line.cut()
    line.delay(0)
    expect(hers.composer).to_have_value("")
    hers.expect_messages("Did you get this?")
    hers.post("And this?")
    graces.expect_messages("Did you get this?", "And this?")
    hers.expect_same_after_reload()


def test_sent_while_away_it_goes_out_on_return(ada, grace, room, line):
    hers, graces = ada.room(room, line.url), grace.room(room)
    hers.mark()
    line.refuse()
    hers.expect_away()
    hers.composer.fill("From the tunnel")
    hers.composer.press("Enter")
    graces.post("Where is she?")
    expect(hers.composer).to_have_value("From the tunnel")
    line.allow()
    expect(hers.composer).to_have_value("")
    hers.expect_messages("Where is she?", "From the tunnel")
    graces.expect_messages("Where is she?", "From the tunnel")
    hers.expect_never_reloaded()
    hers.expect_same_after_reload()


def test_what_happened_while_away_is_caught_up(ada, grace, room, line):
    hers, graces = ada.room(room, line.url), grace.room(room)
    for text in ("one", "two", "three"):
        graces.post(text)
    hers.expect_messages("one", "two", "three")
    line.refuse()
    hers.write("A thought")
    graces.message("one").edit("ONE")
    graces.message("two").delete()
    graces.post("four")
    line.allow()
    hers.expect_messages("ONE", "three", "four")
    expect(hers.composer).to_have_value("A thought")
    hers.expect_same_after_reload()


@pytest.mark.timeout(60)
def test_who_was_removed_while_away_sees_nothing_of_what_followed(ada, grace, line):
    """D4"""
    slug = ada.make_room("Jury", "grace")
    hers, graces = ada.room(slug), grace.room(slug, line.url)
    line.refuse()
    ada.settings_of(slug).remove("Grace Hopper")
    hers.post("The verdict")
    seen = len(graces.frames)
    line.allow()
    graces.expect_ended("You can no longer see this")
    assert not any("The verdict" in frame for frame in graces.frames[seen:])
    hers.expect_same_after_reload()


@pytest.mark.timeout(60)
def test_a_slow_connection_comes_to_the_same_end(ada, grace, room, line, visitor):
    """B3 in small: 2 KB a second, and much more to say."""
    hers = ada.room(room, line.url)
    line.slow(2_000)
    for number in range(30):
        visitor("grace").post(f"/chat/{room}/messages/", body=f"{number} " + "x" * 2_000, nonce=f"{room} {number}")
    line.slow(0)
    expect(hers.messages).to_have_count(30)
    hers.expect_same_after_reload()
