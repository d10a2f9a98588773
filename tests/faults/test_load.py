"""Many pages, much to say, for long (faults.md E)."""

import asyncio
import time
from functools import partial
from statistics import median
from typing import NamedTuple

import psutil
import pytest

from bench.notebook import statements
from tests.faults.conftest import MANY
from tests.faults.crowds import Crowd, allow_files, on_uvloop, sent_now, ticket
from tests.faults.figures import percentile, seconds
from tests.faults.oracles import expect_convergence, expect_no_leak, footprint, open_pages, visitors
from tests.support.sizes import two_sizes
from tests.support.waiting import until
from tests.support.writers import Writer

LOBBY = "/chat/lobby/"
CAST = ("ada", "admin", "grace", "linus", "mallory")  # in four time zones: an update is rendered four times
FULL = [pytest.mark.faults, pytest.mark.timeout(320)]
SOAK = [pytest.mark.faults, pytest.mark.timeout(620)]


async def crowd_at(site) -> Crowd:
    return await crowd_of(await visitors(site, *CAST), site.port)


async def crowd_of(people, port: int) -> Crowd:
    """Their pages as they are loaded now."""
    return Crowd(port, [await ticket(person, LOBBY) for person in people])


async def author_at(site) -> Writer:
    (ada,) = await visitors(site, "ada")
    return Writer(ada)


@two_sizes("pages, writes", small=(30, 5), full=(2_000, 12_000), seconds=900)
@on_uvloop(within=880)
async def test_many_pages_of_one_room(crowd_site, pages, writes, measured):
    """E1: twenty writes a second, for ten minutes."""
    crowd, author = await crowd_at(crowd_site), await author_at(crowd_site)
    await crowd.join(pages)
    for _ in range(writes):
        pause = asyncio.create_task(asyncio.sleep(0.05))
        await author.insist(sent_now())
        await pause
    late = await crowd.heard(writes)
    crowd.leave()
    p50, p99 = percentile(late, 50), percentile(late, 99)
    measured("E1", pages=pages, writes=writes, lost=pages * writes - len(late), p50=seconds(p50), p99=seconds(p99))
    assert len(late) == pages * writes
    assert pages < 100 or (p50 <= 0.06 and p99 <= 0.3)


@pytest.mark.faults
@pytest.mark.timeout(320)
@on_uvloop(within=300)
async def test_one_update_for_everybody(crowd_site, measured):
    """E2."""
    pages, updates = 5_000, 10
    crowd, author = await crowd_at(crowd_site), await author_at(crowd_site)
    entered = await crowd.join(pages)
    worst = []
    for update in range(1, updates + 1):
        await author.insist(sent_now())
        await crowd.heard(update)
        worst.append(max(page.delays[-1] for page in crowd.pages))
    crowd.leave()
    measured("E2", pages=pages, all_entered=seconds(entered), median=seconds(median(worst)), worst=seconds(max(worst)))
    assert median(worst) <= 0.5


CHANGED_AGAIN_AND_AGAIN = """
import time
from live.accounts.models import User
from live.chat import services
from live.chat.models import Room
message = services.post_message(Room.objects.get(slug="lobby"), User.objects.get(username="grace"), "state 0")
began = time.monotonic()
for number in range(1, {changes} + 1):
    services.edit_message(message, f"state {{number}}")
    time.sleep(max(0, began + number / 500 - time.monotonic()))
print(message.pk, time.monotonic() - began)
"""


@pytest.mark.parametrize("changes", [pytest.param(200, id="small"), pytest.param(10_000, id="full", marks=FULL)])
@on_uvloop(within=300)
async def test_one_thing_that_changes_all_the_time(own_site, changes, measured):
    """E3: five hundred times a second; pages are shown how it is, not how it came to be so."""
    ada, linus = await visitors(own_site, "ada", "linus")
    async with open_pages(*(person.page(LOBBY) for person in (ada, linus) for _ in range(5))) as pages:
        said = await asyncio.to_thread(own_site.python, CHANGED_AGAIN_AND_AGAIN.format(changes=changes))
        number, took = said.split()
        for page in pages:
            await page.until(lambda page=page: page.shows(f">state {changes}<"))
        frames = max(sum(f'id="message-{number}"' in frame for frame in page.frames) for page in pages)
        await expect_convergence(*pages)
    rate, a_second = changes / float(took), frames / float(took)
    measured("E3", writes_a_second=rate, frames_a_second=a_second, last_state="exact")
    assert frames <= 20 * (float(took) + 1)


class Soak(NamedTuple):
    seconds: float
    pages: int
    pace: float


@pytest.mark.parametrize(
    "soak", [pytest.param(Soak(1, 10, 0.02), id="small"), pytest.param(Soak(400, 300, 0.2), id="full", marks=SOAK)]
)
@on_uvloop(within=600)
async def test_pages_come_and_go(crowd_site, soak, measured):
    """E4: what the server holds in the end is what it held before."""
    people, author = await visitors(crowd_site, *CAST), await author_at(crowd_site)
    come_and_go = partial(_come_and_go, people, crowd_site.port, author, soak)
    await come_and_go()
    before, memory, ends = await asyncio.to_thread(footprint, crowd_site), [], time.monotonic() + soak.seconds
    while time.monotonic() < ends:
        await come_and_go()
        memory.append(footprint(crowd_site).memory / 2**20)
    after = await expect_no_leak(crowd_site, before)
    quarter = len(memory) // 4 or 1  # the first two are for what fills once, SQLite's page caches among it
    growth = median(memory[-quarter:]) - median(memory[-2 * quarter : -quarter] or memory)
    held = {name: f"{getattr(before, name)} → {getattr(after, name)}" for name in ("sockets", "files", "tasks")}
    measured("E4", pages=f"{len(memory) * soak.pages:,}", **held, memory_grew_by=f"{growth:.1f} MB")
    assert soak.seconds < 10 or growth < 5


async def _come_and_go(people, port: int, author: Writer, soak: Soak) -> None:
    crowd = await crowd_of(people, port)
    await crowd.join(soak.pages)
    for _ in range(5):
        await author.insist(sent_now())
        await asyncio.sleep(soak.pace)
    await crowd.heard(5)
    crowd.leave()


@pytest.fixture
def counted_site(site_with):
    """One that notes every statement which reaches its database."""
    allow_files(MANY)
    return site_with(DJANGO_SETTINGS_MODULE="bench.settings")


@pytest.mark.parametrize(
    ("viewers", "updates"),
    [pytest.param((1, 20), 9, id="small"), pytest.param((1, 100, 1_000), 25, id="full", marks=FULL)],
)
@on_uvloop(within=300)
async def test_an_update_takes_as_many_queries_for_whatever_many_pages(counted_site, viewers, updates, measured):
    """E5: the least of several, for the clock makes some, too, and more where an update takes long."""
    crowd, author = await crowd_at(counted_site), await author_at(counted_site)
    counts = {}
    for number in viewers:
        await crowd.join(number - len(crowd.pages))
        counts[number] = min([await _statements(counted_site, crowd, author) for _ in range(updates)])
    crowd.leave()
    measured("E5", **{f"{number} pages": count for number, count in counts.items()})
    assert max(counts.values()) - min(counts.values()) <= 2


async def _statements(site, crowd: Crowd, author: Writer) -> int:
    """Those because of one message, from its form to the last page's frame."""
    shown, before = {page: len(page.delays) for page in crowd.pages}, statements(site.data)
    await author.insist(sent_now())
    await until(lambda: all(len(page.delays) > shown[page] for page in crowd.pages), 60)
    return statements(site.data) - before


@pytest.mark.faults
@pytest.mark.timeout(320)
@on_uvloop(within=300)
async def test_memory_that_open_pages_take(crowd_site, measured):
    """E6."""
    crowd, process = await crowd_at(crowd_site), psutil.Process(crowd_site.process.pid)
    await crowd.join(100)
    before = process.memory_info().rss
    await crowd.join(2_000)
    each = (process.memory_info().rss - before) / 2_000 / 1_000
    crowd.leave()
    measured("E6", pages=2_000, each=f"{each:.0f} KB")
    assert each <= 60


@pytest.mark.parametrize("pages", [pytest.param(40, id="small"), pytest.param(2_000, id="full", marks=FULL)])
@on_uvloop(within=300)
async def test_everybody_comes_back_at_once(counted_site, pages, measured):
    """E7: the session with its person, and what they may see."""
    crowd = await crowd_at(counted_site)
    await crowd.join(pages)
    crowd.leave()
    own, total = _asked(counted_site)
    back = await crowd.join(pages)
    own, total = (now - before for now, before in zip(_asked(counted_site), (own, total), strict=True))
    crowd.leave()
    measured("E7", pages=pages, all_back_after=seconds(back), queries_each=own / pages, others=total - own)
    assert own <= 2 * pages
    assert pages < 100 or (back <= 15 and total < 3 * pages)


def _asked(site) -> tuple[int, int]:
    """By the pages that come back, and by all: the renderer makes some by the clock."""
    return statements(site.data, "action"), statements(site.data)
