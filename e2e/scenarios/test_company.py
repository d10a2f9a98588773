"""What a group does beside talking: naming, reacting, answering, two by two, and catching up."""

import re

import pytest
from playwright.sync_api import expect

from e2e.pages import Home, Profile, Room
from e2e.pages.inbox import Inbox


@pytest.fixture
def elsewhere(new_room) -> str:
    return new_room("Greenhouse")


@pytest.fixture
def nothing_new(visitor):
    """Of the demo data they have been told enough."""
    for name in ("grace", "linus", "mallory"):
        visitor(name).post("/notifications/read/")


def test_whoever_is_named_is_told_and_sees_it_marked(nothing_new, ada, grace, linus, mallory, room):
    hers, home, linuses, looking = ada.room(room), grace.open(Home), linus.open(Home), mallory.room(room)
    hers.post("Do @grace and @mallory know?")
    home.expect_bell(1)
    linuses.expect_bell(0)
    hers.message("Do @grace and @mallory know?").edit("Do @grace, @linus and @mallory know?")
    linuses.expect_bell(1)
    home.expect_bell(1)
    expect(looking.tab.get_by_role("link", name="@mallory")).to_have_css("font-weight", "600")
    inbox = mallory.open(Inbox)
    expect(inbox.tab.get_by_role("link", name="Ada Lovelace mentioned you in Garden")).to_be_visible()
    inbox.expect_unread()
    inbox = grace.open(Inbox)
    inbox.follow("Ada Lovelace mentioned you in Garden")
    expect(inbox.tab.get_by_role("link", name="@grace")).to_have_css("font-weight", "600")
    home.expect_bell(0)
    hers.message("Do @grace, @linus and @mallory know?").edit("Never mind")
    linuses.expect_bell(0)
    looking.expect_messages("Never mind")
    looking.expect_bell(0)
    for page in (hers, linuses, home, looking):
        page.expect_same_after_reload()


def test_two_people_have_one_conversation_that_nobody_else_sees(nothing_new, ada, linus, mallory, room):
    others, linuses = mallory.open(Home), linus.room(room)
    hers = ada.conversation("linus")
    expect(hers.title).to_have_text("Linus Torvalds")
    hers.post("Between us")
    expect(linuses.conversations).to_contain_text(["Ada Lovelace"])
    expect(linuses.conversations).to_contain_text(["here now"])
    expect(linuses.conversations).to_have_attribute("data-unread", "1")
    linuses.expect_bell(1)
    linuses.conversations.click()
    linuses.expect_live()
    linuses.expect_messages("Between us")
    linuses.expect_bell(0)
    linuses.post("Of course")
    hers.expect_messages("Between us", "Of course")
    linus.open(Profile).rename("Linus of the Kernel")
    expect(hers.tab).to_have_title(re.compile(r"Linus of the Kernel · Townhall$"))
    expect(hers.title).to_have_text("Linus of the Kernel")
    linuses.path = hers.path = hers.conversations.get_attribute("href")
    hers.expect_same_after_reload()
    linuses.expect_same_after_reload()
    assert "Between us" not in "".join(others.frames)
    others.expect_same_after_reload()


def test_reactions_are_counted_everywhere_and_taken_back(ada, grace, linus, room):
    hers, graces, linuses = (person.room(room) for person in (ada, grace, linus))
    hers.post("Cake at four")
    graces.message("Cake at four").react("🎉")
    linuses.message("Cake at four").reaction("🎉").click()
    for page in (hers, graces, linuses):
        expect(page.message("Cake at four").reaction("🎉")).to_have_text("🎉 2")
    graces.message("Cake at four").reaction("🎉").click()
    linuses.message("Cake at four").reaction("🎉").click()
    for page in (hers, graces, linuses):
        expect(page.message("Cake at four").reaction("🎉")).to_have_count(0)
        page.expect_same_after_reload()


def test_by_touch_what_can_be_done_is_put_away_once_it_is_done(person, room):
    hers = person("ada", has_touch=True, is_mobile=True, viewport={"width": 380, "height": 760}).room(room)
    hers.post("Tea at four")
    tea = hers.message("Tea at four")
    tea.touch("React")
    tea.choose("🎉")
    expect(tea.reaction("🎉")).to_have_text("🎉 1")
    tea.expect_actions_put_away()
    tea.touch("Mark unread")
    hers.expect_unread_from("Tea at four")
    tea.expect_actions_put_away()
    tea.touch("Reply")
    expect(hers.composer).to_be_focused()
    tea.expect_actions_put_away()
    tea.touch("Edit message")
    expect(tea.editor).to_be_focused()
    tea.expect_actions_put_away()
    tea.touch("Delete message")
    expect(tea.question).to_be_visible()
    tea.expect_actions_put_away()


def test_an_answer_quotes_what_it_answers_as_that_is_now(ada, grace, room):
    hers, graces = ada.room(room), grace.room(room)
    hers.post("Tea at four")
    hers.post("Bring cups")
    graces.answer(graces.message("Tea at four"), "I will")
    expect(hers.message("I will").quote).to_have_text("Ada Lovelace Tea at four")
    hers.message("Tea at four").edit("Tea at five")
    expect(graces.message("I will").quote).to_have_text("Ada Lovelace Tea at five")
    hers.message("Tea at five").delete()
    expect(graces.message("I will").quote).to_have_count(0)
    hers.expect_same_after_reload()
    graces.expect_same_after_reload()


def test_one_goes_on_reading_where_one_stopped(ada, grace, room, elsewhere):
    graces = grace.room(room)
    ada.room(room).tab.close()
    for text in ("One", "Two", "Three"):
        graces.post(text)
    hers, home = ada.room(room), ada.open(Home)
    hers.expect_unread_from("One")
    home.expect_read(room)
    hers.message("Two").act("Mark unread")
    hers.expect_unread_from("Two")
    home.expect_unread(room, 2)
    hers.expect_unread(room, 2)
    again = ada.room(room)
    again.expect_unread_from("Two")
    home.expect_read(room)
    for page in (again, hers, home):
        page.expect_same_after_reload()


def test_how_much_one_hears_of_a_room_is_ones_own_choice(ada, grace, room):
    hers, graces = ada.room(room), grace.room(room)
    graces.hear("Mentions")
    home = grace.open(Home)
    graces.tab.close()
    hers.post("Nothing of yours")
    hers.post("But @grace, this is")
    home.expect_unread(room, 1)
    graces = grace.room(room)
    graces.hear("Invisible")
    graces.expect_same_after_reload()
    graces.tab.close()
    expect(home.link_to(room)).to_have_count(0)
    home.expect_same_after_reload()


def test_what_was_begun_is_there_again(ada, room, elsewhere):
    hers = ada.room(room)
    hers.write("Half a thou")
    with hers.expect_action("keep_draft"):
        hers.link_to(elsewhere).click()
    expect(hers.title).to_have_text("Greenhouse")
    expect(hers.composer).to_have_value("")
    hers.link_to(room).click()
    expect(hers.composer).to_have_value("Half a thou")
    hers.expect_live()
    hers.composer.press("End")
    hers.write("ght")
    hers.composer.press("Enter")
    expect(hers.message("Half a thought").body).to_be_visible()
    expect(hers.composer).to_have_value("")
    expect(ada.open(Room, hers.path).composer).to_have_value("")
    hers.expect_same_after_reload()
