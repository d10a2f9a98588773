"""Browsers' networks (faults.md B): reset, silent, slow, gone."""

import asyncio
import random
import socket
import struct
import time
from contextlib import suppress

from tests.faults.figures import seconds
from tests.faults.oracles import (
    expect_convergence,
    expect_each_once,
    expect_newest,
    expect_order,
    metrics_of,
    open_pages,
    staying,
    visitors,
)
from tests.support.sizes import two_sizes
from tests.support.tunnel import ImpatientProxy, Tunnel
from tests.support.visitors import OpenPage, Visitor
from tests.support.writers import Writer

LOBBY, DESIGN = "/chat/lobby/", "/chat/design/"
CAST = ("ada", "grace", "linus", "mallory", "admin")
HASTY, USUAL = "tests.support.hasty", "tests.support.usual"
AT_ONCE = struct.pack("ii", 1, 0)  # SO_LINGER: closing sends RST, not FIN
SEED = 20_261_120


# Cut


@two_sizes("pages, lasting, pace", small=(4, 2.0, 0.1), full=(200, 300.0, 0.2), seconds=600)
async def test_connections_that_are_reset_every_other_second(own_site, measured, pages, lasting, pace):
    """B1: everything arrives, in order, nothing twice, and no page is loaded anew."""
    cast, chance = await visitors(own_site, *CAST), random.Random(SEED)
    readers = [cast[number % len(cast)].page(LOBBY) for number in range(pages)]
    writer, resets = Writer(cast[0]), []
    async with open_pages(*readers), staying(*readers):
        torments = [asyncio.create_task(torment(page, chance, resets)) for page in readers]
        said = [f"Note {number}" for number in range(int(lasting / pace))]
        await writer.insist_on(said, pace)
        for task in torments:
            task.cancel()
        await expect_newest(*readers, body=said[-1])
        for page in readers:
            expect_each_once(page, said)
            assert page.loads == 1
        expect_order(*readers)
        await expect_convergence(*readers, seconds=60)
    assert resets
    measured("B1", pages=pages, resets=len(resets), messages=len(said), delivered="100 %", doubled=0)


async def torment(page: OpenPage, chance: random.Random, resets: list[float]) -> None:
    while True:
        await asyncio.sleep(chance.uniform(0.5, 3.5))
        with suppress(OSError):  # it is just coming back
            page.socket.transport.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, AT_ONCE)
        page.socket.transport.abort()
        page.frames.clear()  # hours of them would fill the memory
        resets.append(time.monotonic())


@two_sizes("settings, lasting", small=(HASTY, 3.0), full=(USUAL, 90.0), seconds=240)
async def test_all_packets_are_lost_and_nobody_says_goodbye(far_site, measured, settings, lasting):
    """B2: the server finds out and lets go; the page comes again and has missed nothing."""
    site, port = await asyncio.to_thread(far_site, settings)
    tunnel = Tunnel(site.port, port).start()
    (grace,), writer = await visitors(site, "grace"), Writer(Visitor(site.url, "ada"))
    far = Visitor(tunnel.url, "linus")
    try:
        async with open_pages(grace.page(LOBBY), far.page(LOBBY)) as (near, lost):
            tunnel.enter()
            began = time.monotonic()
            said = [f"Can you hear me? {number}" for number in range(20)]
            await writer.insist_on(said)
            reaped = await until_pages(site, 1) - began
            await asyncio.sleep(max(0.0, began + lasting - time.monotonic()))
            tunnel.leave()
            await lost.come_back()
            await expect_newest(near, lost, body=said[-1])
            expect_each_once(lost, said)
            assert lost.loads == 1
            await expect_convergence(near, lost)
    finally:
        tunnel.end()
    assert reaped <= 50
    measured("B2", lost_for=seconds(lasting), closed_after=seconds(reaped), missed=0)


async def until_pages(site, number: int, within: float = 60.0) -> float:
    """Wait until the server holds so many pages; when that was."""
    async with asyncio.timeout(within):
        while (await asyncio.to_thread(metrics_of, site))["townhall_pages"] > number:
            await asyncio.sleep(0.1)
    return time.monotonic()


@two_sizes("settings, patience, lasting", small=(HASTY, 4.0, 4.5), full=(USUAL, 60.0, 75.0), seconds=240)
async def test_a_proxy_that_hangs_up_on_silence(far_site, measured, settings, patience, lasting):
    """B14: nothing happens in the room, and the page stays connected."""
    site, port = await asyncio.to_thread(far_site, settings)
    proxy = ImpatientProxy(site.port, port, patience).start()
    try:
        page = Visitor(proxy.url, "ada").page(LOBBY)
        async with open_pages(page):
            proxy.hung_up = 0  # plain requests' connections are of no interest
            await asyncio.sleep(lasting)
            assert page.live
            assert page.close_code is None
            assert proxy.hung_up == 0
            await Writer(Visitor(site.url, "grace")).insist("Still there?")
            await expect_newest(page, body="Still there?")
    finally:
        proxy.end()
    measured("B14", silent_for=seconds(lasting), hung_up=0)


# Sent again


@two_sizes("times", small=3, full=100)
async def test_sent_again_with_one_nonce_it_is_one_message(site, measured, times):
    """B12, B16: as after a double click, or a cut before the answer; other words are another message."""
    ada, linus = await visitors(site, "ada", "linus")
    async with open_pages(ada.page(DESIGN), linus.page(DESIGN)) as (writer, reader):
        said = []
        for number in range(times):
            once, beside, nonce = f"said once {number}", f"said beside it {number}", f"nonce of {times} {number}"
            await writer.send("post_message", body=once, nonce=nonce)
            await writer.send("post_message", body=once, nonce=nonce)
            await writer.cut()
            await writer.come_back()
            await writer.send("post_message", body=once, nonce=nonce)
            await writer.send("post_message", body=beside, nonce=nonce)
            await asyncio.to_thread(ada.post, f"{DESIGN}messages/", body=once, nonce=nonce)
            await expect_newest(reader, body=beside)
            said += [once, beside]
        expect_each_once(reader, said)
        assert len(said) == 2 * times
        await expect_convergence(writer, reader)
    measured("B12", sent=5 * times, written=len(said))
    measured("B16", cuts_after_a_send=times, written_once=times)


# Many tabs


@two_sizes("tabs", small=5, full=20)
async def test_many_tabs_of_one_person(site, measured, tabs):
    """B13: all come to the same."""
    (ada,) = await visitors(site, "ada")
    async with open_pages(*[ada.page(DESIGN) for _ in range(tabs)]) as pages:
        said = [f"tab {number} of {tabs}" for number in range(tabs)]
        await asyncio.gather(
            *[page.send("post_message", body=body, nonce=body) for page, body in zip(pages, said, strict=True)]
        )
        for page in pages:
            await page.until(lambda page=page: all(page.shows(f">{body}<") for body in said))
        await expect_convergence(*pages)
        expect_order(*pages)
    measured("B13", tabs=tabs, alike=tabs)


@two_sizes("tabs", small=62, full=90)
async def test_too_many_tabs_are_told_so(limited_site, measured, tabs):
    """B13: 60 stay, each one more is told why it does not."""
    (ada,) = await visitors(limited_site, "ada")
    page = ada.page(LOBBY)
    await page.load()
    pages = [await copy_of(page) for _ in range(60)]
    for _ in range(tabs - 60):
        one_more = await copy_of(page)
        assert await one_more.closed() == 4429
        assert "Too much at once" in one_more.frames[-1]
    await Writer(ada).insist("For all sixty")
    await expect_newest(*pages, body="For all sixty")
    await asyncio.gather(*[page.disconnect() for page in pages])
    measured("B13", tabs=tabs, cap=60)


async def copy_of(page: OpenPage) -> OpenPage:
    """Another tab with the same page, connected; loading so many would take long."""
    other = page.visitor.page(page.path)
    other.address, other.articles, other.positions = page.address, dict(page.articles), dict(page.positions)
    await other.connect()
    await other.until(lambda: other.live or other.close_code)
    return other


# Who is there


async def test_presence_counts_a_person_once_and_lets_go(site):
    ada, grace = await visitors(site, "ada", "grace")
    async with open_pages(ada.page(DESIGN), ada.page(DESIGN)) as (one, _two):
        async with grace.page(DESIGN):
            await one.until(lambda: one.heard('data-user="grace"'))
            newest = next(frame for frame in reversed(one.frames) if "data-user" in frame)
            assert newest.count('data-user="ada"') == 1
        seen = len(one.frames)
        gone = lambda frame: 'data-user="ada"' in frame and 'data-user="grace"' not in frame  # noqa: E731
        await one.until(lambda: any(map(gone, one.frames[seen:])), seconds=30)


async def test_typing_is_shown_to_the_others_and_ends(site):
    ada, grace = await visitors(site, "ada", "grace")
    async with open_pages(ada.page(DESIGN), grace.page(DESIGN)) as (writer, reader):
        await writer.send("typing", body="h")
        await reader.until(lambda: reader.heard("ada is typing"))
        assert not writer.heard("ada is typing")
        seen = len(reader.frames)
        await writer.post("here it is")
        await reader.until(lambda: any('data-testid="typing"' in frame for frame in reader.frames[seen:]))
        await asyncio.sleep(0)
        assert "ada is typing" not in next(
            frame for frame in reversed(reader.frames) if 'data-testid="typing"' in frame
        )
