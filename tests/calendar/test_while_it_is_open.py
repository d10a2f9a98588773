"""What an open page does when somebody shares a calendar, or takes that back."""

import asyncio
import re

from tests.support.visitors import Visitor

NOVEMBER, SHARE = "/calendar/2026/11/", "/calendar/calendars/ada/share/"


async def test_a_page_goes_on_without_what_may_not_be_seen_any_more(own_site):
    """It fetches itself anew, with a calendar more or less; of what it lost it hears nothing."""
    ada, grace = [await asyncio.to_thread(Visitor, own_site.url, name) for name in ("ada", "grace")]
    async with grace.page(NOVEMBER) as page:
        assert "Dentist" not in page.html
        await asyncio.to_thread(ada.post, SHARE, person="grace", right="read")
        await page.until(lambda: "Dentist" in page.html and page.live)
        await asyncio.to_thread(ada.post, SHARE, person="grace", right="free_busy")
        await page.until(lambda: "Busy" in page.html and page.live)
        await asyncio.to_thread(
            *(ada.post, "/calendar/events/new/"),
            **{"calendar": "ada", "title": "Surgery", "starts": "2026-11-26T09:00", "ends": "2026-11-26T10:00"},
            time_zone="Europe/London",
        )
        await page.until(lambda: page.heard("chips-2026-11-26"))
        await asyncio.to_thread(ada.post, SHARE, person="grace", right="none")
        await page.until(lambda: "Busy" not in page.html and page.live)
        assert page.close_code is None
        assert not any("Surgery" in frame or "Dentist" in frame for frame in page.frames)


async def test_what_somebody_is_asked_to_comes_onto_their_pages(own_site):
    """From a calendar of which they see nothing else."""
    ada, grace = [await asyncio.to_thread(Visitor, own_site.url, name) for name in ("ada", "grace")]
    form = (await asyncio.to_thread(ada.get, "/calendar/events/new/")).text
    number = re.search(r'value="(\d+)"[^>]*>\s*[^<]*\(grace\)', form)[1]
    asked = {"calendar": "ada", "title": "Tea", "starts": "2026-11-26T09:00", "ends": "2026-11-26T10:00"}
    async with grace.page(NOVEMBER) as page:
        await asyncio.to_thread(ada.post, "/calendar/events/new/", **asked, time_zone="Europe/London", invite=number)
        await page.until(lambda: page.heard(">Tea</span>"))
        fresh = (await asyncio.to_thread(grace.get, NOVEMBER)).text
        chip = re.search(r"<a [^>]*data-asked.*?</a>", fresh, re.DOTALL)[0]
        assert any(chip in frame for frame in page.frames)
        assert not any("Dentist" in frame for frame in page.frames)
        assert page.live
