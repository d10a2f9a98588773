"""Words that are hard to keep (faults.md C16; how they look: e2e/faults/test_payloads.py)."""

import asyncio
import json
from urllib.error import URLError

from tests.faults.oracles import expect_convergence, expect_newest, open_pages, visitors
from tests.support.payloads import naughty, payloads
from tests.support.sizes import two_sizes
from tests.support.visitors import Visitor

DESIGN = "/chat/design/"
MB = 1_000_000
STORED = """
import json
from live.chat.models import Message
messages = Message.objects.filter(room__slug="design", pk__gt={after}).order_by("pk")
print(json.dumps(list(messages.values_list("body", flat=True))))
"""


@two_sizes("more", small=0, full=300)
async def test_words_are_kept_as_they_are_or_refused(own_site, measured, more):
    """C16: the same by a form and over the socket; on all pages they come to the same."""
    ada, grace = await visitors(own_site, "ada", "grace")
    words = [*naughty(), *payloads(more)]
    async with open_pages(ada.page(DESIGN), grace.page(DESIGN)) as (page, other):
        newest = max(int(id.rpartition("-")[2]) for id in page.articles)
        kept = [text async for text in written(page, words)]
        await page.post("That was all")
        await expect_newest(other, body="That was all")
        stored = await asyncio.to_thread(own_site.python, STORED.format(after=newest))
        assert json.loads(stored) == [*kept, "That was all"]
        await expect_convergence(page, other)
    assert "Traceback" not in own_site.log.read_text()
    measured("C16", words=len(words), kept=len(kept), refused=len(words) - len(kept), altered=0)


async def written(page, words: list[str]):
    """What was accepted, one after the other, by form and by socket in turn."""
    for number, text in enumerate(words):
        if number % 2:
            answer = await asyncio.to_thread(page.visitor.post, f"{DESIGN}messages/", body=text, nonce=str(number))
            accepted = answer.status == 200
            assert accepted or answer.status == 422
        else:
            seen = len(page.frames)
            await page.send("post_message", body=text, nonce=str(number))
            await page.until(lambda seen=seen: answered(page.frames[seen:]))
            accepted = any('id="probe"' in frame for frame in page.frames[seen:])
        if accepted:
            yield text.replace("\r\n", "\n").strip()


def answered(frames: list[str]) -> bool:
    """Accepted, refused in the composer, or not a frame of ours at all."""
    return any('id="probe"' in frame or 'id="composer-parts"' in frame for frame in frames)


@two_sizes("times", small=1, full=20)
async def test_a_word_of_a_megabyte_is_refused(site, measured, times):
    """C16: with a sentence by the form, with 1009 over the socket; three of them with 413."""
    (ada,) = await visitors(site, "ada")
    for _ in range(times):
        answer = await asyncio.to_thread(ada.post, f"{DESIGN}messages/", body="W" * MB, nonce="n")
        assert answer.status == 422
        assert "Too long" in answer.text
        assert await asyncio.to_thread(is_hung_up_on, ada, "W" * 3 * MB)
        async with ada.page(DESIGN) as page:
            await page.send("post_message", body="W" * MB, nonce="n")
            assert await page.closed() == 1009
        assert await fields_that_take_it(ada) == set()
    measured("C16", megabytes=5 * times, stored=0)


def is_hung_up_on(visitor: Visitor, body: str) -> bool:
    """With 413, which comes before all was sent: whoever is still sending may find the connection closed instead."""
    try:
        return visitor.post(f"{DESIGN}messages/", body=body).status == 413
    except URLError as error:
        return isinstance(error.reason, ConnectionError)


async def fields_that_take_it(visitor: Visitor) -> set[str]:
    """Of all other fields those that keep what is too long, or has a character that no text has."""
    profile = {"display_name": "Ada", "bio": "", "time_zone": "UTC", "language": "en", "theme": "dark"}
    takes = set()
    for wrong in ("W" * MB, "a\x00b"):
        for field in profile:
            answer = await asyncio.to_thread(visitor.post, "/accounts/profile/", **profile | {field: wrong})
            takes |= {field} if "Your profile is saved." in answer.text else set()
        answer = await asyncio.to_thread(visitor.post, "/chat/", name=wrong, kind="open")
        takes |= {"name"} if answer.url.rstrip("/").endswith(("www", "ab")) else set()
    return takes
