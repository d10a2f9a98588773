"""What pages say that is no frame of ours, or names what they do not follow (faults.md C4–C9)."""

import asyncio
import json
import random
import time
import zlib
from contextlib import suppress
from itertools import cycle, islice
from string import printable

import psutil
import pytest
import websockets

from bench.listeners import COMPRESSED, TEXT, masked
from tests.faults.figures import seconds
from tests.faults.oracles import expect_convergence, footprint, metrics_of, open_pages, visitors
from tests.support.sizes import two_sizes
from tests.support.visitors import OpenPage, Visitor

DESIGN = "/chat/design/"
MB = 1_000_000
SEED = 20_261_120
TOPICS = [
    *("chat.room.4", "accounts.user.1", "accounts.site.1", "sessions.session.1", "CHAT.ROOM.1", "chat.room.1.2"),
    *("сhat.room.1", "chat.room.１", "chat.room.1\u200b", "chat.room.1' OR 1=1 --", "chat.room.1%00", "chat.room.-1"),
    *("../../etc/passwd", "__class__", "", ":" * 9, "a" * 10_000, "chat.room.9" + "9" * 40),
]
PLACES = [
    *("{}:0:", "{}:1:00000000", "{}:-1:", "{}:９:", "{}:x:y", "{}"),
    *("{}:" + "9" * 18 + ":ffffffff", "{}:1:" + "f" * 99),
]


# Topics


def forged_places(number: int) -> list[str]:
    """Topics that the page does not follow, that are none, or that look like one; and positions that are none."""
    return list(islice((place.format(topic) for place in cycle(PLACES) for topic in TOPICS), number))


@two_sizes("frames", small=15, full=200)
async def test_forged_topics_are_not_looked_up(quiet_site, measured, frames):
    """C4: what a page follows stands in its token; of what it says only the places in these topics count."""
    ada, mallory = await visitors(quiet_site, "ada", "mallory")
    async with open_pages(ada.page("/chat/board/"), mallory.page(DESIGN)) as (board, foe):
        seen, own = len(foe.frames), list(foe.positions.values())
        forged = forged_places(frames * 10)
        for start in range(0, len(forged), 10):
            batch = forged[start : start + 10]
            if max(map(len, batch)) < 5_000:
                await foe.send("resume", position=batch + own)
            else:
                await asyncio.gather(*[foe.send("resume", position=[place, *own]) for place in batch])
        await board.post("not for mallory")
        await foe.post("still here")
        followed = {position.split(":")[0] for position in foe.positions.values()}
        assert followed == {own[0].split(":")[0]}
        assert not any("not for mallory" in frame or "chat.room.4" in frame for frame in foe.frames[seen:])
        assert foe.loads == 1
        await expect_convergence(board, foe)
    measured("C4", forged=len(forged), looked_up=0)


@two_sizes("times", small=1, full=50)
async def test_a_page_names_no_more_topics_than_it_may(site, measured, times):
    """C5: 1,024 values a field, 64 KB a frame; unknown ones cost nothing."""
    (ada,) = await visitors(site, "ada")
    many = [f"chat.room.{number}:0:" for number in range(10_000)]
    for _ in range(times):
        async with ada.page(DESIGN) as page:
            before = refused_frames(site)
            await page.send("resume", position=many[:1_000] + list(page.positions.values()))
            await page.send("resume", position=many[:2_000])
            await page.post(f"still live {time.monotonic()}")
            assert refused_frames(site) == before + 1
            await page.send("resume", position=many)
            assert await page.closed() == 1009
    measured("C5", named=len(many), closed_with=1009, followed=1)


def refused_frames(site) -> int:
    return int(metrics_of(site).get("townhall_refused_frames_total", 0))


# Nonsense


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


@two_sizes("rounds", small=1, full=20)
async def test_nonsense_is_ignored_and_the_socket_survives(quiet_site, measured, rounds):
    """C6, C9."""
    (ada,) = await visitors(quiet_site, "ada")
    for number in range(rounds):
        async with ada.page(DESIGN) as page:
            for frame in NONSENSE:
                await page.socket.send(frame)
            await page.until(lambda page=page: page.loads == 2 and page.live)  # the forged position fetched it anew
            await page.post(f"still here after all that, for the {number}. of {rounds} times")
            await expect_convergence(page)
    measured("C9", frames=rounds * len(NONSENSE), done=0)


@two_sizes("frames", small=100, full=4_000, seconds=200)
async def test_spoilt_frames_cost_little_and_close_the_connection_in_the_end(own_site, measured, frames):
    """C6: real frames with something wrong in them."""
    ada, grace = await visitors(own_site, "ada", "grace")
    process = psutil.Process(own_site.process.pid)
    async with open_pages(grace.page(DESIGN)) as (other,):
        before = sum(process.cpu_times()[:2])
        spoilt = list(islice(spoilt_frames(), frames))
        closed = [await close_with(ada.page(DESIGN), spoilt[start : start + 20]) for start in range(0, frames, 20)]
        cost = (sum(process.cpu_times()[:2]) - before) / frames
        assert closed == [4429] * len(closed)
        await other.post("nobody noticed")
        await expect_convergence(other)
    assert "Traceback" not in own_site.log.read_text()
    measured("C6", frames=frames, cpu_each=seconds(cost), closed=len(closed))


async def close_with(page: OpenPage, frames: list[str]) -> int:
    """Send twenty, each in a connection's stride; the code with which that ends."""
    async with page:
        for frame in frames:
            await page.socket.send(frame)
        return await page.closed()


def spoilt_frames():
    """Each is no JSON, or not of ours: a character too much, too little or another one."""
    chance = random.Random(SEED)
    whole = json.dumps({"action": "typing", "body": "x", "headers": {"HX-Request": "true"}})
    while True:
        place = chance.randrange(len(whole))
        cut = chance.randrange(3)
        spoilt = whole[:place] + (chance.choice(printable) if cut else "") + whole[place + (cut < 2) :]
        if not _is_json(spoilt):
            yield spoilt


def _is_json(text: str) -> bool:
    try:
        json.loads(text)
    except ValueError:
        return False
    return True


async def test_whoever_goes_on_with_nonsense_is_closed(site):
    (ada,) = await visitors(site, "ada")
    async with ada.page(DESIGN) as page:
        for _ in range(30):
            await page.socket.send("[]")
        assert await page.closed() == 4429


WRONG = {
    "binary": (b"\x00\x01", 1003),
    "empty": (b"", 1003),
    "a byte too long": ("x" * 65_537, 1009),
    "1 MB": ("x" * MB, 1009),
    "too long in pieces": (["x" * 40_000, "y" * 40_000], 1009),
}


@pytest.mark.parametrize(("frame", "code"), WRONG.values(), ids=WRONG.keys())
async def test_frames_of_the_wrong_kind_or_size_close_the_connection(site, frame, code):
    """C7."""
    (ada,) = await visitors(site, "ada")
    async with ada.page(DESIGN) as page:
        await page.socket.send(frame)
        assert await page.closed() == code


@two_sizes("size, fragments, times", small=(MB, 500, 1), full=(16 * MB, 10_000, 20))
async def test_what_is_too_large_is_not_kept(own_site, measured, size, fragments, times):
    """C7: neither huge frames nor endless ones."""
    (ada,) = await visitors(own_site, "ada")

    async def send_them(times):
        for _ in range(times):
            assert await send_and_see(ada, "x" * size) in (1009, 1006)  # it hangs up before all has come
            ends = 10 * fragments > 65_536
            assert await send_and_see(ada, ["x" * 10] * fragments, ends) in (1009, 1006, None)

    await send_them(max(times, 10))  # until all threads have their connection to the database, and caches are full
    before = footprint(own_site).memory
    await send_them(times)
    growth = footprint(own_site).memory - before
    assert growth <= 5 * MB
    measured("C7", times=times, size=f"{size // MB} MB", fragments=fragments, growth=f"{growth / MB:.1f} MB")


async def send_and_see(visitor: Visitor, frame, ends: bool = True) -> int | None:
    """The code with which it is answered, if the connection ends."""
    async with visitor.page(DESIGN) as page:
        with suppress(websockets.ConnectionClosed):
            await page.socket.send(frame)
        return await page.closed() if ends else None


@two_sizes("times", small=1, full=50)
async def test_a_compression_bomb_does_not_go_off(own_site, measured, times):
    """C8: 32 MB in 32 KB are too large, and never in memory."""
    (ada,) = await visitors(own_site, "ada")
    deflate = zlib.compressobj(9, wbits=-15)
    bomb = masked(TEXT | COMPRESSED, deflate.compress(bytes(32 * MB)) + deflate.flush(zlib.Z_SYNC_FLUSH)[:-4])
    assert await drop(ada, bomb) == 1009
    before = footprint(own_site).memory
    for _ in range(times):
        assert await drop(ada, bomb) == 1009
    growth = footprint(own_site).memory - before
    assert growth <= 5 * MB
    assert "Traceback" not in own_site.log.read_text()
    measured("C8", bombs=times, closed_with=1009, growth=f"{growth / MB:.1f} MB")


async def drop(visitor: Visitor, bomb: bytes) -> int | None:
    """The code with which a connection that takes compressed messages answers."""
    url = visitor.url.replace("http", "ws") + "/ws/echo/"
    async with websockets.connect(url, origin=visitor.url, compression="deflate") as socket:
        assert "permessage-deflate" in socket.response.headers["Sec-WebSocket-Extensions"]
        socket.transport.write(bomb)
        await socket.wait_closed()
        return socket.close_code
