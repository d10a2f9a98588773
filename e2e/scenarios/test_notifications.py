"""The bell rings on every page that somebody has open, and falls silent on all of them."""

import pytest
from playwright.sync_api import expect

from e2e.pages import Home, Inbox, LivePage, Profile
from tests.support.fixtures import running
from tests.support.site import site_with_demo_data

TELL = """
from live.accounts.models import User
from live.notifications.services import notify
ada, grace = User.objects.get(username="ada"), User.objects.get(username="grace")
for number in {numbers}:
    notify("poke", [ada], f"chat.message.{{number}}", "/echo/", actor=grace, room=f"room {{number}}")
"""
FORGET = """
from live.notifications.models import Notification
Notification.objects.quietly().all().delete()
"""
RENAME = """
from live.blog.models import Blog
from live.blog.services import change_blog
change_blog(Blog.objects.get(slug="launch-day"), title="Lift-off & landing")
"""


@pytest.fixture
def own_site():
    """A site where people can be poked, and nobody has been told anything yet."""
    site = site_with_demo_data(DJANGO_SETTINGS_MODULE="tests.faults.sites.poking")
    site.python(FORGET)
    yield from running(site)


@pytest.fixture
def poke_ada(own_site):
    return lambda *numbers: own_site.python(TELL.format(numbers=numbers))


def test_the_bell_rings_in_all_tabs_and_reading_silences_it_in_all(ada, own_site, poke_ada):
    lobby, inbox, profile = ada.room("lobby"), ada.open(Inbox), ada.open(Profile)
    profile.expect_live()
    for page in (lobby, inbox, profile):
        page.expect_bell(0)
    poke_ada(1, 2, 3)
    for page in (lobby, inbox, profile):
        page.expect_bell(3)
    inbox.expect_unread("Grace Hopper pokes you in room 3", "room 2", "room 1")
    inbox.mark_read("room 2")
    for page in (lobby, inbox, profile):
        page.expect_bell(2)
    inbox.expect_unread("room 3", "room 1")
    for page in (lobby, inbox):
        page.expect_same_after_reload()
    inbox.follow("room 3")
    expect(inbox.title).to_have_text("Echo")
    for page in (lobby, inbox, profile):
        page.expect_bell(1)
    inbox.tab.go_back()
    inbox.expect_live()
    inbox.mark_all_read()
    for page in (lobby, inbox, profile):
        page.expect_bell(0)
    inbox.expect_unread()
    lobby.expect_same_after_reload()
    inbox.expect_same_after_reload()


def test_a_title_has_the_new_name_and_what_is_unread(ada, admin, own_site, poke_ada):
    poke_ada(1)
    lobby, home = ada.room("lobby"), ada.open(Home)
    admin.settings_of("lobby").rename("Foyer & bar")
    expect(lobby.tab).to_have_title("(1) Foyer & bar · Townhall")
    expect(home.tab).to_have_title("(1) Home · Townhall")
    own_site.kill()
    lobby.expect_away()
    poke_ada(2)
    own_site.start()
    lobby.expect_live()
    expect(lobby.tab).to_have_title("(2) Foyer & bar · Townhall")
    lobby.expect_same_after_reload()
    home.expect_live()
    home.expect_same_after_reload()


def test_who_is_not_signed_in_sees_a_new_title_too(ada, person, own_site, poke_ada):
    poke_ada(1)
    theirs, hers = (who.open(LivePage, "/blog/launch-day/") for who in (person(), ada))
    own_site.python(RENAME)
    expect(theirs.tab).to_have_title("Lift-off & landing · Townhall")
    expect(hers.tab).to_have_title("(1) Lift-off & landing · Townhall")
    theirs.expect_same_after_reload()
    hers.expect_same_after_reload()


def test_without_scripts_the_bell_and_the_list_work_by_forms(person, own_site, poke_ada):
    poke_ada(1, 2)
    inbox = person("ada", java_script_enabled=False).open(Inbox)
    inbox.expect_bell(2)
    inbox.mark_read("room 1")
    inbox.expect_bell(1)
    inbox.expect_unread("room 2")
    inbox.mark_all_read()
    inbox.expect_bell(0)
