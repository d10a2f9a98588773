"""Templates that are new, and templates that are broken (faults.md A12, A26)."""

import asyncio
from pathlib import Path

import pytest

from tests.faults.oracles import (
    expect_convergence,
    expect_newest,
    metrics_of,
    open_pages,
    staying,
    visitors,
)
from tests.support.site import project_in, site_with_demo_data

DESIGN, LOBBY = "/chat/design/", "/chat/lobby/"
MESSAGE = "templates/chat/message.html"
PAGES = [pytest.param(2, id="small"), pytest.param(100, id="full", marks=pytest.mark.faults)]


def version_with(folder: Path, path: str, was: str, becomes: str) -> Path:
    """A copy of this version in which one file says something else."""
    project_in(folder)
    text = (folder / path).read_text()
    assert was in text
    (folder / path).write_text(text.replace(was, becomes))
    return folder


@pytest.mark.parametrize("count", PAGES)
async def test_pages_of_the_version_before_fetch_themselves_anew_once(own_site, tmp_path, count, measured):
    """A26."""
    (ada,) = await visitors(own_site, "ada")
    pages = [ada.page(LOBBY) for _ in range(count)]
    async with open_pages(*pages), staying(*pages):
        await pages[0].post("of the old version")
        await expect_newest(*pages, body="of the old version")
        await asyncio.to_thread(own_site.stop)
        own_site.root = version_with(tmp_path, MESSAGE, 'class="message{%', 'class="of-the-new-version message{%')
        await asyncio.to_thread(own_site.start)
        for page in pages:
            await page.until(lambda page=page: page.live and page.shows("of-the-new-version"), seconds=60)
        await pages[0].post("of the new version")
        await expect_newest(*pages, body="of the new version")
        assert {page.loads for page in pages} == {2}
        await expect_convergence(*pages)
    measured("A26", pages=count, loads_of_a_page=max(page.loads for page in pages) - 1)


@pytest.fixture
def broken_site(tmp_path, request, started):
    """A message that was changed cannot be rendered; one that is loaded can."""
    site = site_with_demo_data(DEBUG=request.param)
    site.root = version_with(
        tmp_path, MESSAGE, "{% partialdef changed %}", '{% partialdef changed %}{% include "nowhere.html" %}'
    )
    return started(site)


@pytest.mark.parametrize("broken_site", ["0"], indirect=True, ids=["production"])
@pytest.mark.parametrize("count", PAGES)
async def test_a_template_that_raises_has_its_pages_fetched_anew(broken_site, count, measured):
    """A12: they show what they should; the pages of other rooms do not notice."""
    ada, grace = await visitors(broken_site, "ada", "grace")
    pages, beside = [ada.page(LOBBY) for _ in range(count)], grace.page(DESIGN)
    async with open_pages(*pages, beside):
        await _change_a_message(pages[0])
        for page in pages:
            await page.until(lambda page=page: page.live and page.loads == 2 and page.shows("as it is now"), seconds=60)
        await beside.post("nobody noticed here")
        assert beside.loads == 1
        await expect_convergence(*pages, beside)
    broken = metrics_of(broken_site)["townhall_broken_fragments_total"]
    measured("A12", pages=count, loads_of_a_page=max(page.loads for page in pages) - 1, counted=broken)
    assert broken


@pytest.mark.parametrize("broken_site", ["1"], indirect=True, ids=["development"])
async def test_a_template_that_raises_is_shown_in_development(broken_site):
    """A12: in its place, and everything else goes on."""
    (ada,) = await visitors(broken_site, "ada")
    async with ada.page(LOBBY) as page:
        await _change_a_message(page)
        await page.until(lambda: page.heard("nowhere.html"))
        await page.post("and on it goes")
        assert page.loads == 1


async def _change_a_message(page) -> None:
    await page.post("as it was")
    number = next(id for id, text in page.articles.items() if ">as it was<" in text).rpartition("-")[2]
    await page.send("edit_message", message=number, body="as it is now")
