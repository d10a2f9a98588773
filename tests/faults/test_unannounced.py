"""Commits that nobody heard of, because who made them was killed (faults.md A3)."""

import asyncio
import time

import pytest

from tests.faults.figures import percentile, seconds
from tests.faults.oracles import expect_convergence, expect_each_once, expect_newest, visitors
from tests.support.writers import Writer, delays

LOBBY = "/chat/lobby/"
DOOMED = "tests.faults.sites.doomed"

pytestmark = pytest.mark.timeout(300)

KILLED_WRITERS = """
import os, signal, time
from live.accounts.models import User
from live.chat import services
from live.chat.models import Room
from live.engine import changes

def die(**_):
    print(time.monotonic(), flush=True)
    os.kill(os.getpid(), signal.SIGKILL)

changes.committed.connect(die)
for number in range({count}):
    if os.fork():
        os.wait()
        time.sleep({pause})
    else:
        room, grace = Room.objects.get(slug="lobby"), User.objects.get(username="grace")
        services.post_message(room, grace, f"unannounced {{number}}")
"""


@pytest.mark.parametrize(
    ("count", "pause"),
    [pytest.param(3, 0.0, id="small"), pytest.param(500, 0.05, id="full", marks=pytest.mark.faults)],
)
async def test_a_commit_that_nobody_announced_is_found(own_site, count, pause, measured):
    """A3, on SQLite: by the look at its counter, twenty times a second."""
    late = await _unannounced(own_site, count, pause)
    measured("A3", SQLite=f"{count} found", p99=seconds(percentile(late, 99)), max=seconds(max(late)))
    assert count == 3 or max(late) < 0.05 + 0.5


@pytest.mark.faults
async def test_a_commit_that_nobody_announced_is_found_in_postgresql(postgres_site, measured):
    """A3: by the look at the heads, once a second."""
    late = await _unannounced(await asyncio.to_thread(postgres_site), 500, 0.05)
    measured("A3", PostgreSQL="500 found", p99=seconds(percentile(late, 99)), max=seconds(max(late)))
    assert max(late) < 1 + 0.5


async def _unannounced(site, count: int, pause: float) -> list[float]:
    """Processes commit and are killed at once; seconds until the page shows each of their messages."""
    (ada,) = await visitors(site, "ada")
    async with ada.page(LOBBY) as lobby:
        said = await asyncio.to_thread(site.python, KILLED_WRITERS.format(count=count, pause=pause))
        committed = {f"unannounced {number}": float(at) for number, at in enumerate(said.split())}
        await expect_newest(lobby, body=f"unannounced {count - 1}")
        expect_each_once(lobby, committed)
        await expect_convergence(lobby)
    return list(delays(lobby, committed).values())


@pytest.mark.parametrize("count", [pytest.param(1, id="small"), pytest.param(15, id="full", marks=pytest.mark.faults)])
async def test_a_server_killed_between_a_commit_and_its_announcement(postgres_site, count, measured):
    """A3: what it had committed shows on the pages of the others, once, though it is sent again."""
    there = await asyncio.to_thread(postgres_site)
    doomed = await asyncio.to_thread(postgres_site, DJANGO_SETTINGS_MODULE=DOOMED)
    (ada,), (grace,) = await visitors(there, "ada"), await visitors(doomed, "grace")
    writer, said = Writer(grace), [f"last words {number}" for number in range(count)]
    late = []
    async with ada.page(LOBBY) as lobby:
        for body in said:
            with pytest.raises(OSError):  # noqa: PT011  (closed, reset: however the system says it)
                await writer.write(body, nonce=body)
            died = time.monotonic()
            await lobby.until(lambda body=body: lobby.shows(f">{body}<"))
            late.append(time.monotonic() - died)
            await asyncio.to_thread(doomed.start)
        assert [await writer.write(body, nonce=body) for body in said] == [302] * count
        expect_each_once(lobby, said)
        await expect_convergence(lobby)
    measured("A3", servers_killed=count, until_shown=seconds(max(late)))
    assert count == 1 or max(late) < 1 + 0.5
