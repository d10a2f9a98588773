"""Bad input and abuse over the socket (faults.md C)."""

import asyncio
import json
from urllib.parse import parse_qs, urlsplit

import pytest
import websockets

from tests.support.site import site_with_demo_data
from tests.support.visitors import Visitor

from .conftest import expect_convergence, open_pages, visitors


async def refused(url: str, origin, cookie: str = "") -> int:
    """The status with which a handshake is refused; 101 if it was accepted."""
    headers = [("Cookie", cookie)] if cookie else []
    origins = origin if isinstance(origin, list) else [origin]
    headers += [("Origin", value) for value in origins if value is not None]
    try:
        async with websockets.connect(url, additional_headers=headers, origin=None):
            return 101
    except websockets.InvalidStatus as refusal:
        return refusal.response.status_code


def foreign_origins(port: int) -> list:
    return [
        None,
        "null",
        "file://",
        "http://evil.example",
        f"https://127.0.0.1:{port}",
        f"http://127.0.0.1:{port + 1}",
        "http://127.0.0.1",
        f"http://127.0.0.1:{port}.evil.example",
        f"http://evil127.0.0.1:{port}",
        f"http://127.0.0.1:{port}@evil.example",
        f"http://127.0.0.1:{port}/",
        "http://[bad",
        "http://127.0.0.1:abc",
        "*",
        [f"http://127.0.0.1:{port}", "http://evil.example"],
    ]


async def test_foreign_origins_are_refused_before_acceptance(site):
    """C1."""
    url = f"ws://127.0.0.1:{site.port}/ws/echo/"
    for origin in foreign_origins(site.port):
        assert await refused(url, origin) == 403, origin
    assert await refused(url, site.url) == 101
    assert "Traceback" not in site.log.read_text()


async def test_tokens_of_others_altered_and_replayed_are_refused(site):
    """C3."""
    ada, mallory = await visitors(site, "ada", "mallory")
    board, lobby = ada.page("/chat/board/"), ada.page("/chat/lobby/")
    await board.load()
    await lobby.load()
    base = site.url.replace("http", "ws")
    token = parse_qs(urlsplit(board.address).query)["token"][0]
    own = ada.cookie_header()
    assert await refused(base + board.address, site.url, own) == 101
    assert await refused(base + board.address, site.url, mallory.cookie_header()) == 403
    assert await refused(base + board.address, site.url) == 403
    assert await refused(base + f"/ws/chat/lobby/?token={token}", site.url, own) == 403
    assert await refused(base + board.address[:-2] + "xx", site.url, own) == 403
    assert await refused(base + "/ws/chat/board/", site.url, own) == 403
    assert await refused(base + "/ws/chat/../../etc/passwd?token=x", site.url, own) == 403
    await asyncio.to_thread(ada.post, "/accounts/logout/")
    assert await refused(base + board.address, site.url, own) == 403


NONSENSE = [
    "hello",
    "[]",
    '"post_message"',
    "{}",
    '{"action": "post_message", "body": NaN}',
    '{"action": "a", "action": "post_message"}',
    '{"action": ' + "[" * 20_000,
    '{"action": "__class__"}',
    '{"action": "websocket.disconnect"}',
    '{"action": "render"}',
    '{"action": "_look_up_rights"}',
    '{"action": "create_event"}',
    '{"action": "post_message", "body": {"a": 1}}',
    '{"action": "edit_message", "message": "1 OR 1=1", "body": "x"}',
    '{"action": "delete_message", "message": ["1", "2"]}',
    '{"action": "delete_message"}',
    '{"action": "resume", "position": "chat.room.1:99999999999999999:ffffffff"}',
]


async def test_nonsense_is_ignored_and_the_socket_survives(site):
    """C6, C9."""
    (ada,) = await visitors(site, "ada")
    async with ada.page("/chat/design/") as page:
        for frame in NONSENSE:
            await page.socket.send(frame)
        await page.until(lambda: page.loads == 2 and page.live)  # the forged position fetched it anew
        await page.post("still here after all that")
        await expect_convergence(page)
    assert "Traceback" not in site.log.read_text()


async def test_whoever_goes_on_with_nonsense_is_closed(site):
    (ada,) = await visitors(site, "ada")
    async with ada.page("/chat/design/") as page:
        for _ in range(30):
            await page.socket.send("[]")
        assert await page.closed() == 4429


@pytest.mark.parametrize(("frame", "code"), [(b"\x00\x01", 1003), ("x" * 65_537, 1009), ("x" * 1_000_000, 1009)])
async def test_frames_of_the_wrong_kind_or_size_close_the_connection(site, frame, code):
    """C7."""
    (ada,) = await visitors(site, "ada")
    async with ada.page("/chat/design/") as page:
        await page.socket.send(frame)
        assert await page.closed() == code


async def test_others_messages_stay_as_they_are(site):
    """C10: neither edited nor deleted, and nothing but the form's own fields counts."""
    ada, mallory = await visitors(site, "ada", "mallory")
    async with open_pages(ada.page("/chat/design/"), mallory.page("/chat/design/")) as (page, foe):
        await page.post("ada wrote this")
        await foe.until(lambda: foe.shows("ada wrote this"))
        number = next(id for id, text in page.articles.items() if "ada wrote this" in text).rpartition("-")[2]
        await foe.send("edit_message", message=number, body="mallory was here")
        await foe.send("delete_message", message=number)
        await foe.send(
            "post_message", body="as somebody else", nonce="n", author="1", room="4", position="x", topic="y"
        )
        await page.until(lambda: page.shows("as somebody else"))
        assert page.shows("ada wrote this")
        article = next(text for text in page.articles.values() if "as somebody else" in text)
        assert 'data-author="mallory"' in article
        await expect_convergence(page, foe)


PLAIN = [
    '{"content": "<b>bold</b>", "target": "#live"}',
    "</template><script>alert(1)</script>",
    '<hx-partial hx-target="#live" hx-swap="innerHTML">gone</hx-partial>',
    '<div id="live" hx-swap-oob="outerHTML">gone</div>',
    '<p id="live-state" data-live hx-get="/accounts/logout/" hx-trigger="load">x</p>',
]


async def test_markup_of_ours_in_a_message_is_shown_as_text(site):
    """C15."""
    ada, grace = await visitors(site, "ada", "grace")
    async with open_pages(ada.page("/chat/design/"), grace.page("/chat/design/")) as (page, other):
        for number, body in enumerate(PLAIN):
            await page.send("post_message", body=body, nonce=f"plain {number}")
        await other.until(lambda: other.shows("data-live hx-get"))
        pushed = "".join(other.frames)
        for forbidden in (
            "<script",
            'hx-target="#live" hx-swap="innerHTML">gone',
            '<div id="live"',
            '<p id="live-state" data-live hx-get',
        ):
            assert forbidden not in pushed
        await expect_convergence(page, other)


@pytest.fixture
def limited_site():
    site = site_with_demo_data(LIMITS="on")
    try:
        yield site.start()
    finally:
        site.end()


async def test_a_flood_of_frames_is_cut_off(limited_site):
    """C11 in small: the bucket empties, the socket is closed, the others do not notice."""
    ada, mallory = await visitors(limited_site, "ada", "mallory")
    async with open_pages(ada.page("/chat/lobby/"), mallory.page("/chat/lobby/")) as (page, foe):
        flood = json.dumps({"action": "typing", "body": "x"})
        try:
            for _ in range(500):
                await foe.socket.send(flood)
        except websockets.ConnectionClosed:
            pass
        assert await foe.closed() == 4429
        await page.post("nobody noticed")
        await expect_convergence(page)


async def test_accepted_but_silent_is_closed(site):
    """C12."""
    (ada,) = await visitors(site, "ada")
    page = ada.page("/chat/design/")
    await page.load()
    headers = {"Cookie": ada.cookie_header()}
    url = site.url.replace("http", "ws") + page.address
    async with websockets.connect(url, origin=site.url, additional_headers=headers) as socket:
        async with asyncio.timeout(8):
            await socket.wait_closed()


async def test_the_echo_returns_what_it_was_sent(site):
    async with websockets.connect(f"ws://127.0.0.1:{site.port}/ws/echo/", origin=site.url) as socket:
        for text in ("hello", "", '{"content": "<b>"}', "ä" * 1_000):
            await socket.send(text)
            assert await socket.recv() == text


async def test_strangers_have_no_room(site):
    stranger = await asyncio.to_thread(Visitor, site.url)
    answer = await asyncio.to_thread(stranger.get, "/chat/lobby/")
    assert "/accounts/login/" in answer.url
