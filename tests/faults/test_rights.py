"""Identity and rights while connected (faults.md D)."""

import asyncio

import pytest

from .conftest import expect_convergence, open_pages, visitors

REMOVE = """
from live.accounts.models import User
from live.chat import services
from live.chat.models import Room
room, ada, admin = Room.objects.get(slug="board"), User.objects.get(username="ada"), User.objects.get(username="admin")
services.remove_member(room, ada)
for number in range({after}):
    services.post_message(room, admin, f"behind closed doors {{number}}")
"""


async def test_signing_out_in_one_tab_closes_the_others(own_site):
    """D1: within two seconds, and nothing is sent after."""
    ada, grace = await visitors(own_site, "ada", "grace")
    async with open_pages(ada.page("/chat/lobby/"), grace.page("/chat/lobby/")) as (page, other):
        await asyncio.to_thread(ada.post, "/accounts/logout/")
        await page.until(lambda: page.close_code == 4401, seconds=2)
        frames = len(page.frames)
        await other.post("ada does not see this")
        assert len(page.frames) == frames
        assert "signed out" in page.frames[-1]


async def test_a_session_that_an_administrator_deletes_is_over(own_site):
    (ada,) = await visitors(own_site, "ada")
    async with ada.page("/chat/lobby/") as page:
        key = ada.cookie("sessionid")
        code = f"from django.contrib.sessions.models import Session; Session.objects.filter(pk='{key}').delete()"
        await asyncio.to_thread(own_site.python, code)
        await page.send("typing", body="x")
        assert await page.closed() == 4401


@pytest.mark.parametrize(
    "what", ["user.is_active = False; user.save()", "user.set_password('another one'); user.save()"]
)
async def test_deactivated_or_with_another_password_nothing_more_is_done_for_the_page(own_site, what):
    """D2: the next action is refused at once, whoever made the change."""
    (ada,) = await visitors(own_site, "ada")
    async with ada.page("/chat/lobby/") as page:
        code = f"from live.accounts.models import User; user = User.objects.get(username='ada'); {what}"
        await asyncio.to_thread(own_site.python, code)
        await page.send("post_message", body="too late", nonce="n")
        assert await page.closed() == 4401
        assert not page.shows("too late")


async def test_removed_from_a_room_one_sees_nothing_of_what_follows(own_site):
    """D3: 0 of 100, and the page says why."""
    ada, admin = await visitors(own_site, "ada", "admin")
    async with open_pages(ada.page("/chat/board/"), admin.page("/chat/board/")) as (page, other):
        await asyncio.to_thread(own_site.python, REMOVE.format(after=100))
        await other.until(lambda: other.shows("behind closed doors 99"))
        assert await page.closed() == 4403
        assert not any("behind closed doors" in frame for frame in page.frames)
        assert "no longer see this" in "".join(page.frames)


async def test_removed_while_away_one_sees_nothing_either(own_site):
    """D4."""
    (ada,) = await visitors(own_site, "ada")
    async with ada.page("/chat/board/") as page:
        await page.cut()
        await asyncio.to_thread(own_site.python, REMOVE.format(after=3))
        await page.connect()
        assert await page.closed() == 4403
        assert not any("behind closed doors" in frame for frame in page.frames)


async def test_a_closed_room_tells_others_nothing(own_site):
    """Not a page, not an unread mark, not a frame."""
    grace, admin = await visitors(own_site, "grace", "admin")
    async with open_pages(grace.page("/chat/lobby/"), admin.page("/chat/board/")) as (page, board):
        await board.post("for the board only")
        await board.post("and once more")
        await page.post("meanwhile in the lobby")
        assert "board" not in page.html
        assert not any("board" in frame for frame in page.frames)
        assert (await asyncio.to_thread(grace.get, "/chat/board/")).status == 404


async def test_another_time_zone_reaches_ones_open_pages(own_site):
    """D8: the page fetches itself anew; others do not."""
    ada, grace = await visitors(own_site, "ada", "grace")
    async with open_pages(ada.page("/chat/lobby/"), grace.page("/chat/lobby/")) as (page, other):
        fields = {
            "display_name": "Ada Lovelace",
            "bio": "",
            "time_zone": "Asia/Tokyo",
            "language": "en",
            "theme": "dark",
        }
        await asyncio.to_thread(ada.post, "/accounts/profile/", **fields)
        await page.until(lambda: page.loads == 2 and page.live)
        await other.post("what time is it?")
        await page.until(lambda: page.shows("what time is it?"))
        assert "+09:00" in next(text for text in page.articles.values() if "what time is it?" in text)
        await expect_convergence(page, other)
        assert other.loads == 1
