"""Others' messages, and too much of everything (faults.md C10–C13, C15)."""

import asyncio
import json
import time
from contextlib import suppress

import pytest
import websockets

from bench.listeners import Ticket
from tests.faults.bystanders import bystander
from tests.faults.figures import percentile, seconds
from tests.faults.oracles import expect_convergence, expect_newest, footprint, open_pages, visitors
from tests.support.sizes import two_sizes
from tests.support.visitors import OpenPage, Visitor
from tests.support.writers import Writer, delays

LOBBY, DESIGN = "/chat/lobby/", "/chat/design/"


# What is others'


@two_sizes("times", small=1, full=50)
async def test_others_messages_stay_as_they_are(site, measured, times):
    """C10: neither edited nor deleted, and nothing but the form's own fields counts."""
    ada, mallory = await visitors(site, "ada", "mallory")
    async with open_pages(ada.page(DESIGN), mallory.page(DESIGN)) as (page, foe):
        for turn in range(times):
            hers, other = f"ada wrote this {turn} of {times}", f"as somebody else {turn} of {times}"
            await page.post(hers)
            await foe.until(lambda: foe.shows(hers))  # noqa: B023
            number = next(id for id, text in page.articles.items() if hers in text).rpartition("-")[2]
            await foe.send("edit_message", message=number, body="mallory was here")
            await foe.send("delete_message", message=number)
            forged = {"author": "1", "room": "4", "position": "x", "topic": "y", "created_at": "2001-01-01"}
            await foe.send("post_message", body=other, nonce=other, **forged)
            await page.until(lambda: page.shows(other))  # noqa: B023
            assert page.shows(hers)
            article = next(text for text in page.articles.values() if other in text)
            assert 'data-author="mallory"' in article
            for form in ("edit", "delete"):
                answer = await asyncio.to_thread(foe.visitor.post, f"{DESIGN}messages/{number}/{form}/", body="mine")
                assert answer.status == 403
        assert not page.shows("mallory was here")
        await expect_convergence(page, foe)
    measured("C10", tried=4 * times, changed=0)


PLAIN = [
    '{"content": "<b>bold</b>", "target": "#live"}',
    "</template><script>alert(1)</script>",
    '<hx-partial hx-target="#live" hx-swap="innerHTML">gone</hx-partial>',
    '<div id="live" hx-swap-oob="outerHTML">gone</div>',
    '<p id="live-state" data-live hx-get="/accounts/logout/" hx-trigger="load">x</p>',
]


@two_sizes("times", small=1, full=30)
async def test_markup_of_ours_in_a_message_is_shown_as_text(site, measured, times):
    """C15."""
    ada, grace = await visitors(site, "ada", "grace")
    async with open_pages(ada.page(DESIGN), grace.page(DESIGN)) as (page, other):
        for turn in range(times):
            for number, body in enumerate(PLAIN):
                await page.send("post_message", body=body, nonce=f"plain {number} {turn} of {times}")
            await page.send("post_message", body=f"that was {turn} of {times}", nonce=f"that was {turn} of {times}")
            await expect_newest(other, body=f"that was {turn} of {times}")
        pushed = "".join(other.frames)
        for forbidden in (
            "<script",
            'hx-target="#live" hx-swap="innerHTML">gone',
            '<div id="live"',
            '<p id="live-state" data-live hx-get',
        ):
            assert forbidden not in pushed
        assert other.loads == 1
        await expect_convergence(page, other)
    measured("C15", messages=times * len(PLAIN), as_markup=0)


# Too much


@two_sizes("times, pause, lasting", small=(10, 0.0, 0.0), full=(50, 0.4, 20.0))
async def test_a_flood_of_frames_is_cut_off(limited_site, measured, times, pause, lasting):
    """C11: the bucket empties, the socket is closed and not opened again, the others do not notice."""
    ada, mallory = await visitors(limited_site, "ada", "mallory")
    async with open_pages(ada.page(LOBBY), mallory.page(LOBBY)) as (page, foe):
        calm = await pace_of(ada, page, times, pause)
        flood = asyncio.create_task(flood_from(foe, lasting))
        busy = await pace_of(ada, page, times, pause)
        sent, refused = await flood
        assert foe.close_code == 4429
        await expect_convergence(page)
        async with open_pages(mallory.page(LOBBY)) as (other,):  # as anybody may, once it is loaded anew
            await expect_convergence(other)
    measured("C11", frames=sent, refused=refused, p99=seconds(busy), p99_alone=seconds(calm))


async def flood_from(foe: OpenPage, lasting: float) -> tuple[int, int]:
    """2,000 frames a second until that is closed, then tries to come back; how many were sent, and refused."""
    flood, sent, refused = json.dumps({"action": "typing", "body": "x"}), 0, 0
    began = time.monotonic()
    with suppress(websockets.ConnectionClosed):
        for _ in range(25):
            for _ in range(20):
                await foe.socket.send(flood)
                sent += 1
            await asyncio.sleep(20 / 2_000)
    await foe.closed()
    while not refused or time.monotonic() < began + lasting:
        with pytest.raises(websockets.InvalidStatus, match="403"):
            await foe.connect()
        refused += 1
        await asyncio.sleep(0.1)
    return sent, refused


async def pace_of(visitor: Visitor, page: OpenPage, number: int, pause: float) -> float:
    """The 99th percentile of the seconds that a message takes to the page."""
    writer = Writer(visitor)
    said = [f"pace {number} {time.monotonic()}" for number in range(number)]
    await writer.insist_on(said, pause)
    await expect_newest(page, body=said[-1])
    return percentile(delays(page, writer.sent_at).values(), 99)


@two_sizes("sockets", small=3, full=200)
async def test_accepted_but_silent_is_closed(site, measured, sockets):
    """C12: after five seconds."""
    (ada,) = await visitors(site, "ada")
    page = ada.page(DESIGN)
    await page.load()
    began = time.monotonic()
    async with asyncio.timeout(60):
        codes = await asyncio.gather(*[say_nothing(page) for _ in range(sockets)])
    assert set(codes) == {1013}
    measured("C12", silent=sockets, closed_after=seconds(time.monotonic() - began))


async def say_nothing(page: OpenPage) -> int:
    headers, url = {"Cookie": page.visitor.cookie_header()}, page.visitor.url.replace("http", "ws") + page.address
    async with websockets.connect(url, origin=page.visitor.url, additional_headers=headers) as socket:
        await socket.wait_closed()
        return socket.close_code


@pytest.mark.faults
@pytest.mark.timeout(240)
async def test_a_thousand_connections_a_second_from_one_address(limited_site, measured):
    """C12: 1,500 of them are let in, and who is there already reads and writes on."""
    (ada,) = await visitors(limited_site, "ada")
    async with ada.page(LOBBY) as page, bystander(limited_site.url, "grace", LOBBY) as grace:
        calm = percentile(await grace.loads(30), 95)
        flood = asyncio.create_task(connect_again_and_again(limited_site, 4_000, pace=1_000))
        busy = percentile(await grace.during(flood), 95)
        outcomes = flood.result()
        await Writer(ada).insist("Still here")
        await expect_newest(page, body="Still here")
        await expect_convergence(page)
    assert outcomes.count(101) <= 1_500
    assert outcomes.count(403) == 4_000 - outcomes.count(101)
    assert busy < 2 * calm
    measured("C12", tried=4_000, let_in=outcomes.count(101), page_p95=seconds(busy), page_p95_alone=seconds(calm))


async def connect_again_and_again(site, number: int, pace: int) -> list[int]:
    """The status of each; those that are let in stay until all have tried."""
    tried = asyncio.Event()
    tasks = []
    for _ in range(number):
        tasks.append(asyncio.create_task(knock(site, tried)))
        await asyncio.sleep(1 / pace)
    await asyncio.wait([task for task in tasks if not task.done()], timeout=20)
    tried.set()
    return await asyncio.gather(*tasks)


async def knock(site, until: asyncio.Event) -> int:
    reader, writer = await asyncio.open_connection("127.0.0.1", site.port)
    handshake = Ticket("/ws/echo/", site.url).handshake()
    writer.write(handshake)
    status = int((await reader.readuntil(b"\r\n")).split()[1])
    if status == 101:
        await until.wait()
    writer.transport.abort()
    return status


@two_sizes("callers", small=50, full=5_000, seconds=240)
async def test_who_calls_and_does_not_say_what_for_is_not_waited_for(own_site, measured, callers):
    """C12: after five seconds; the others are served meanwhile."""
    ada = await asyncio.to_thread(Visitor, own_site.url, "ada")
    async with ada.page(LOBBY) as page, bystander(own_site.url, "grace", LOBBY) as grace:
        calm, memory = percentile(await grace.loads(30), 95), footprint(own_site).memory
        began = time.monotonic()
        busy = percentile(await grace.during(call_and_wait(own_site, callers)), 95)
        took, growth = time.monotonic() - began, footprint(own_site).memory - memory
        await page.post("Who was that?")
        await expect_convergence(page)
    assert callers < 1_000 or busy < 2 * calm
    measured("C12", half_open=callers, all_closed_after=seconds(took), page_p95=seconds(busy), alone=seconds(calm))
    measured("C12", growth=f"{growth / 1_000_000:.0f} MB")


async def call_and_wait(site, callers: int) -> None:
    """Until all have been hung up on."""
    calls = [await asyncio.open_connection("127.0.0.1", site.port) for _ in range(callers)]
    for number, (_, writer) in enumerate(calls):
        writer.write([b"", b"GET", b"GET /ws/echo/ HTTP/1.1\r\nUpgrade: websocket\r\n"][number % 3])
    async with asyncio.timeout(60):
        await asyncio.gather(*[hung_up_on(reader) for reader, _ in calls])


async def hung_up_on(reader: asyncio.StreamReader) -> None:
    with suppress(ConnectionResetError):
        await reader.read()


@pytest.mark.parametrize("upgrade", [True, False], ids=["websocket", "page"])
async def test_a_head_without_end_is_refused(site, upgrade):
    """C12: in one long line, or in many."""
    kind = b"Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n" if upgrade else b""
    for more in (b"Cookie: a=" + b"b" * 80_000, b"".join(b"X-%d: y\r\n" % number for number in range(8_000))):
        reader, writer = await asyncio.open_connection("127.0.0.1", site.port)
        writer.write(b"GET /ws/echo/ HTTP/1.1\r\nHost: x\r\n" + kind + more + b"\r\n\r\n")
        async with asyncio.timeout(4):
            with suppress(ConnectionResetError):
                assert b"431" in (await reader.readline() or b"431")
        writer.close()


async def test_a_long_body_may_arrive_together_with_its_head(own_site):
    """C12: what is long is not the head."""
    body = b"W" * 900_000
    own_site.pause()
    reader, writer = await asyncio.open_connection("127.0.0.1", own_site.port)
    writer.write(b"POST /chat/ HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: %d\r\n\r\n" % len(body) + body)
    own_site.resume()
    assert b"403 Forbidden" in await reader.readline()
    writer.close()


# Typing


@two_sizes("lasting", small=1.0, full=30.0)
async def test_typing_without_end_reaches_others_once(own_site, measured, lasting):
    """C13: as long as it goes on; and not more often than every two seconds."""
    ada, mallory = await visitors(own_site, "ada", "mallory")
    async with open_pages(ada.page(LOBBY), mallory.page(LOBBY), mallory.page(LOBBY)) as (page, one, two):
        began, sent = time.monotonic(), 0
        while time.monotonic() < began + lasting:
            await one.send("typing", nonce=str(sent))
            await two.send("typing", nonce=str(sent))
            sent += 2
            await asyncio.sleep(0.005)
        await Writer(ada).insist("Enough")
        await expect_newest(page, body="Enough")
        took = time.monotonic() - began
        told = sum('data-testid="typing"' in frame and "mallory" in frame for frame in page.frames)
    assert 1 <= told <= 1 + took / 2
    measured("C13", typed=sent, told=told)


# The echo, and strangers


async def test_the_echo_returns_what_it_was_sent(site):
    async with websockets.connect(f"ws://127.0.0.1:{site.port}/ws/echo/", origin=site.url) as socket:
        for text in ("hello", "", '{"content": "<b>"}', "ä" * 1_000):
            await socket.send(text)
            assert await socket.recv() == text


async def test_strangers_have_no_room(site):
    stranger = await asyncio.to_thread(Visitor, site.url)
    answer = await asyncio.to_thread(stranger.get, "/chat/lobby/")
    assert "/accounts/login/" in answer.url
