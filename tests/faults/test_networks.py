"""Browsers' networks (faults.md B): cut, slow, gone."""

import asyncio

import pytest

from .conftest import expect_convergence, expect_each_once, expect_order, open_pages, visitors


async def test_a_connection_that_breaks_again_and_again(site):
    """B1 in small: everything arrives, nothing twice."""
    ada, linus = await visitors(site, "ada", "linus")
    async with open_pages(ada.page("/chat/design/"), linus.page("/chat/design/")) as (writer, reader):
        said = [f"through the cuts {number}" for number in range(30)]
        for number, body in enumerate(said):
            await writer.post(body)
            if number % 3 == 0:
                await reader.cut()
                await reader.come_back()
        await reader.until(lambda: reader.shows(said[-1]))
        expect_each_once(reader, said)
        expect_order(reader)
        await expect_convergence(writer, reader)
        assert reader.loads == 1


async def test_sent_twice_with_one_nonce_it_is_one_message(site):
    """B12, B16: a repeated send, as after a cut before the answer; other words are another message."""
    ada, linus = await visitors(site, "ada", "linus")
    async with open_pages(ada.page("/chat/design/"), linus.page("/chat/design/")) as (writer, reader):
        nonce = writer.nonce
        await writer.send("post_message", body="said once", nonce=nonce)
        await writer.cut()
        await writer.come_back()
        await writer.send("post_message", body="said once", nonce=nonce)
        await writer.send("post_message", body="said beside it", nonce=nonce)
        await reader.until(lambda: reader.shows("said beside it"))
        expect_each_once(reader, ["said once", "said beside it"])
        await expect_convergence(writer, reader)


@pytest.mark.timeout(60)
async def test_who_does_not_read_is_closed_and_harms_nobody(own_site):
    """B4 in small: bounded memory, closed within 15 s, the others go on."""
    ada, mallory = await visitors(own_site, "ada", "mallory")
    async with ada.page("/chat/lobby/") as lobby:
        sleeper = mallory.page("/chat/lobby/")
        await sleeper.load()
        await sleeper.connect()
        await sleeper.until(lambda: sleeper.live)
        sleeper.listening.cancel()
        sleeper.socket.transport.pause_reading()
        before = resident(own_site.process.pid)
        long = "x" * 3_900
        for number in range(400):
            await lobby.send("post_message", body=f"{long} {number}", nonce=f"long {number}")
        await lobby.until(lambda: lobby.shows(f"{long} 399"), seconds=40)
        assert resident(own_site.process.pid) - before < 60_000  # KiB
        await expect_convergence(lobby)
        await sleeper.socket.close()


def resident(pid: int) -> int:
    """KiB of memory that a process holds."""
    with open(f"/proc/{pid}/status") as status:
        return next(int(line.split()[1]) for line in status if line.startswith("VmRSS"))


async def test_presence_counts_a_person_once_and_lets_go(site):
    ada, grace = await visitors(site, "ada", "grace")
    async with open_pages(ada.page("/chat/design/"), ada.page("/chat/design/")) as (one, _two):
        async with grace.page("/chat/design/"):
            await one.until(lambda: any('data-user="grace"' in frame for frame in one.frames))
            newest = next(frame for frame in reversed(one.frames) if "data-user" in frame)
            assert newest.count('data-user="ada"') == 1
        seen = len(one.frames)
        gone = lambda frame: 'data-user="ada"' in frame and 'data-user="grace"' not in frame  # noqa: E731
        await one.until(lambda: any(map(gone, one.frames[seen:])), seconds=30)


async def test_typing_is_shown_to_the_others_and_ends(site):
    ada, grace = await visitors(site, "ada", "grace")
    async with open_pages(ada.page("/chat/design/"), grace.page("/chat/design/")) as (writer, reader):
        await writer.send("typing", body="h")
        await reader.until(lambda: any("ada is typing" in frame for frame in reader.frames))
        assert not any("ada is typing" in frame for frame in writer.frames)
        seen = len(reader.frames)
        await writer.post("here it is")
        await reader.until(lambda: any('data-testid="typing"' in frame for frame in reader.frames[seen:]))
        await asyncio.sleep(0)
        assert "ada is typing" not in next(
            frame for frame in reversed(reader.frames) if 'data-testid="typing"' in frame
        )
