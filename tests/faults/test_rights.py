"""Identity and rights while connected (faults.md D)."""

import asyncio
import time
from contextlib import suppress

import pytest
import websockets

from tests.faults.figures import seconds
from tests.faults.oracles import expect_convergence, expect_newest, open_pages, visitors
from tests.support.sizes import two_sizes
from tests.support.visitors import Visitor
from tests.support.writers import Writer

LOBBY, BOARD, ECHO = "/chat/lobby/", "/chat/board/", "/echo/"
HASTY, USUAL = "tests.support.hasty", "tests.support.usual"

ABOUT_ADA = "from live.accounts.models import User; user = User.objects.get(username='ada'); "
DELETE_SESSION = "from django.contrib.sessions.models import Session; Session.objects.filter(pk='{key}').delete()"
CHANGES = ["user.is_active = False; user.save()", "user.set_password('another one'); user.save()"]

REMOVE = """
from live.accounts.models import User
from live.chat import services
from live.chat.models import Room
room, ada, admin = Room.objects.get(slug="board"), User.objects.get(username="ada"), User.objects.get(username="admin")
services.remove_member(room, ada)
for number in range({after}):
    services.post_message(room, admin, f"behind closed doors {{number}}")
"""
LET_IN = REMOVE.replace("remove_member", "add_member").format(after=0)


async def at_the_console(site, code: str) -> None:
    """In a process of its own, which announces nothing to the server."""
    await asyncio.to_thread(site.python, code)


async def expect_nothing_more(pages, other) -> None:
    """They are closed, and what happens then does not reach them."""
    frames = [len(page.frames) for page in pages]
    await other.post("nobody who has gone sees this")
    assert [len(page.frames) for page in pages] == frames
    assert not any(page.shows("nobody who has gone") for page in pages)


# The end of a session


@two_sizes("tabs", small=2, full=20)
async def test_signing_out_in_one_tab_closes_the_others(own_site, measured, tabs):
    """D1: within two seconds, and nothing is sent after."""
    ada, grace = await visitors(own_site, "ada", "grace")
    async with open_pages(grace.page(LOBBY), *[ada.page(LOBBY) for _ in range(tabs)]) as (other, *pages):
        began = time.monotonic()
        await asyncio.to_thread(ada.post, "/accounts/logout/")
        assert {await page.closed() for page in pages} == {4401}
        took = time.monotonic() - began
        await expect_nothing_more(pages, other)
        assert all("signed out" in page.frames[-1] for page in pages)
    measured("D1", tabs=tabs, announced=seconds(took))


@pytest.mark.faults
async def test_a_session_that_nobody_says_is_deleted(own_site, measured):
    """D1: its pages find out by themselves, within a minute."""
    ada, grace = await visitors(own_site, "ada", "grace")
    async with open_pages(ada.page(LOBBY), grace.page(LOBBY)) as (page, other):
        key = ada.cookie("sessionid")
        await at_the_console(own_site, DELETE_SESSION.format(key=key))
        began = time.monotonic()
        await page.until(lambda: page.close_code == 4401, seconds=65)
        took = time.monotonic() - began
        await expect_nothing_more([page], other)
        assert "signed out" in page.frames[-1]
    measured("D1", unannounced=seconds(took))


async def test_a_session_that_an_administrator_deletes_is_over(own_site):
    """D1: at the latest with the next thing that its page asks for."""
    (ada,) = await visitors(own_site, "ada")
    async with ada.page(LOBBY) as page:
        key = ada.cookie("sessionid")
        await at_the_console(own_site, DELETE_SESSION.format(key=key))
        await page.send("typing", body="x")
        assert await page.closed() == 4401


# Another password, deactivated, another role


@two_sizes("tabs", small=2, full=20)
async def test_another_password_ends_all_other_sessions(own_site, measured, tabs):
    """D2: on all pages that are open elsewhere, within two seconds."""
    here, there, grace = await visitors(own_site, "ada", "ada", "grace")
    async with open_pages(grace.page(LOBBY), *[there.page(LOBBY) for _ in range(tabs)]) as (other, *pages):
        began = time.monotonic()
        new = {"new_password1": "correct horse", "new_password2": "correct horse"}
        await asyncio.to_thread(here.post, "/accounts/password/", old_password="demo-password", **new)
        assert {await page.closed() for page in pages} == {4401}
        took = time.monotonic() - began
        await expect_nothing_more(pages, other)
    measured("D2", tabs=tabs, password=seconds(took))


@two_sizes("tabs", small=2, full=20)
async def test_deactivated_by_an_administrator(own_site, measured, tabs):
    """D2."""
    ada, admin = await visitors(own_site, "ada", "admin")
    async with open_pages(admin.page(LOBBY), *[ada.page(LOBBY) for _ in range(tabs)]) as (other, *pages):
        began = time.monotonic()
        await asyncio.to_thread(admin.post, "/admin/accounts/user/", action="deactivate", _selected_action="2")
        assert {await page.closed() for page in pages} == {4401}
        took = time.monotonic() - began
        await expect_nothing_more(pages, other)
    measured("D2", tabs=tabs, deactivated=seconds(took))


@pytest.mark.faults
async def test_what_nobody_announces_is_found(own_site, measured):
    """D2: all pages of somebody who was deactivated are closed within a minute."""
    ada, grace = await visitors(own_site, "ada", "grace")
    async with open_pages(grace.page(LOBBY), ada.page(LOBBY), ada.page(BOARD)) as (other, *pages):
        await at_the_console(own_site, ABOUT_ADA + CHANGES[0])
        began = time.monotonic()
        for page in pages:
            await page.until(lambda page=page: page.close_code == 4401, seconds=65)
        took = time.monotonic() - began
        await expect_nothing_more(pages, other)
    measured("D2", unannounced=seconds(took))


@pytest.mark.parametrize("change", CHANGES)
async def test_deactivated_or_with_another_password_nothing_more_is_done_for_the_page(own_site, change):
    """D2: the next action is refused at once, whoever made the change."""
    (ada,) = await visitors(own_site, "ada")
    async with ada.page(LOBBY) as page:
        await at_the_console(own_site, ABOUT_ADA + change)
        await page.send("post_message", body="too late", nonce="n")
        assert await page.closed() == 4401
        assert not page.shows("too late")


async def test_who_is_no_longer_administrator_changes_nothing_more(own_site):
    """D2: though the page is still that of an administrator."""
    ada, admin = await visitors(own_site, "ada", "admin")
    async with open_pages(ada.page(LOBBY), admin.page(LOBBY)) as (page, former):
        await page.post("ada wrote this")
        number = next(id for id, text in page.articles.items() if "ada wrote this" in text).rpartition("-")[2]
        await at_the_console(own_site, ABOUT_ADA.replace("'ada'", "'admin'") + "user.role = 'member'; user.save()")
        await former.send("edit_message", message=number, body="no longer")
        await former.until(lambda: former.heard("You may not do that."))
        await former.send("delete_message", message=number)
        await page.post("still here")
        assert page.shows("ada wrote this")
        await expect_convergence(page)


# Removed from a room


@two_sizes("rounds", small=1, full=10)
async def test_removed_from_a_room_one_sees_nothing_of_what_follows(own_site, measured, rounds):
    """D3: 0 of 100, and the page says why."""
    ada, admin = await visitors(own_site, "ada", "admin")
    for _ in range(rounds):
        await at_the_console(own_site, LET_IN)
        async with open_pages(ada.page(BOARD), ada.page("/"), admin.page(BOARD)) as (page, home, other):
            inside = set(page.articles)
            await at_the_console(own_site, REMOVE.format(after=100))
            await expect_newest(other, body="behind closed doors 99")
            assert await page.closed() == 4403
            assert set(page.articles) == inside
            assert not any("behind closed doors" in frame for frame in page.frames + home.frames)
            assert "no longer see this" in "".join(page.frames)
    measured("D3", removals=rounds, messages=100 * rounds, seen=0)


@two_sizes("rounds", small=1, full=10)
async def test_removed_while_away_one_sees_nothing_either(own_site, measured, rounds):
    """D4."""
    (ada,) = await visitors(own_site, "ada")
    for _ in range(rounds):
        await at_the_console(own_site, LET_IN)
        async with ada.page(BOARD) as page:
            await page.cut()
            await at_the_console(own_site, REMOVE.format(after=3))
            seen = len(page.frames)
            await page.connect()
            assert await page.closed() == 4403
            assert not any("behind closed doors" in frame for frame in page.frames[seen:])
            assert "no longer see this" in page.frames[-1]
    measured("D4", removals=rounds, seen=0)


async def test_a_closed_room_tells_others_nothing(own_site):
    """Not a page, not an unread mark, not a frame."""
    grace, admin = await visitors(own_site, "grace", "admin")
    async with open_pages(grace.page(LOBBY), admin.page(BOARD)) as (page, board):
        await board.post("for the board only")
        await board.post("and once more")
        await page.post("meanwhile in the lobby")
        assert "board" not in page.html
        assert not page.heard("board")
        assert (await asyncio.to_thread(grace.get, BOARD)).status == 404


# Sessions that end, pages from before there was one


@two_sizes("settings", small=HASTY, full=USUAL)
async def test_a_session_that_has_expired(site_with, measured, settings):
    """D6: the page is closed, by the next action or by itself."""
    site = await asyncio.to_thread(site_with, DJANGO_SETTINGS_MODULE=settings)
    ada, grace = await visitors(site, "ada", "grace")
    expire = (
        "from django.contrib.sessions.models import Session; from django.utils import timezone; "
        f"Session.objects.filter(pk='{ada.cookie('sessionid')}').update(expire_date=timezone.now())"
    )
    async with open_pages(grace.page(LOBBY), ada.page(LOBBY), ada.page("/")) as (other, busy, idle):
        await at_the_console(site, expire)
        began = time.monotonic()
        with suppress(websockets.ConnectionClosed):  # closed already
            await busy.send("post_message", body="too late", nonce="n")
        assert await busy.closed() == 4401
        await idle.until(lambda: idle.close_code == 4401, seconds=65)
        took = time.monotonic() - began
        await expect_nothing_more([busy, idle], other)
        assert not other.shows("too late")
    measured("D6", expired_closed_after=seconds(took))


ACTIONS = ("post_message", "edit_message", "delete_message", "typing", "draft", "change_lines", "ask_delete")


@two_sizes("rounds", small=1, full=20)
async def test_a_page_opened_before_signing_in_stays_a_strangers(site, measured, rounds):
    """D6: with the cookie of who has signed in since, too."""
    gained = 0
    for _ in range(rounds):
        stranger = await asyncio.to_thread(Visitor, site.url)
        async with stranger.page(ECHO) as page:
            await asyncio.to_thread(stranger.get, "/accounts/login/")
            form = {"username": "ada", "password": "demo-password"}
            assert (await asyncio.to_thread(stranger.post, "/accounts/login/", **form)).url.endswith("/")
            seen = len(page.frames)
            await try_everything(page)
            await page.cut()
            await page.come_back()
            await try_everything(page)
            gained += sum("sidebar" in frame or "room" in frame for frame in page.frames[seen:])
    ada = await asyncio.to_thread(Visitor, site.url, "ada")
    async with ada.page(LOBBY) as lobby:
        assert not lobby.shows("by a stranger")
    assert gained == 0
    measured("D6", pages_from_before=rounds, rights_gained=gained)


async def try_everything(page) -> None:
    """The echo comes last, and shows that all before it was answered."""
    for action in ACTIONS:
        await page.send(action, body="by a stranger", nonce="n", message="1", position="chat.room.1:0:")
    seen = len(page.frames)
    await page.send("echo", text="still a stranger")
    await page.until(lambda: any("still a stranger" in frame for frame in page.frames[seen:]))


# Another time zone


async def test_another_time_zone_reaches_ones_open_pages(own_site):
    """D8: the page fetches itself anew; others do not."""
    ada, grace = await visitors(own_site, "ada", "grace")
    async with open_pages(ada.page(LOBBY), grace.page(LOBBY)) as (page, other):
        fields = {
            "display_name": "Ada Lovelace",
            "bio": "",
            "time_zone": "Asia/Tokyo",
            "language": "en",
            "theme": "dark",
        }
        await asyncio.to_thread(ada.post, "/accounts/profile/", **fields)
        await page.until(lambda: page.loads == 2 and page.live)
        await Writer(grace).insist("what time is it?")
        await expect_newest(page, other, body="what time is it?")
        assert "+09:00" in next(text for text in page.articles.values() if "what time is it?" in text)
        await expect_convergence(page, other)
        assert other.loads == 1
