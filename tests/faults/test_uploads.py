"""Files at a site that runs (faults.md C19; each check by itself: tests/files, tests/chat/test_files.py)."""

import asyncio
import re
from urllib.request import Request

from live.chat.forms import LONGEST
from tests.faults.oracles import expect_convergence, footprint, open_pages, visitors
from tests.files.contents import HTML, SVG, bomb_gif, bomb_png, bomb_webp, film, picture, polyglot
from tests.support.sizes import two_sizes
from tests.support.visitors import Visitor

FORM = "/chat/design/files/"
MB = 1024 * 1024
REFUSED = {
    "empty.txt": b"",
    "too large.bin": b"x" * (20 * MB + 1),
    "bomb.png": bomb_png(30_000, 30_000),
    "bomb.gif": bomb_gif(5_000),
    "bomb.webp": bomb_webp(),
    "cut off.jpg": picture("JPEG")[:5_000],
}
HARMLESS = {"page.png": HTML, "drawing.svg": SVG, "script.gif": polyglot(), "program.jpg": b"MZ\x90\0" * 50}
LINK = re.compile(r'href="([^"]*/files/[0-9a-f]{32}/)"')


async def send(visitor: Visitor, *files: tuple[str, bytes], body: str = ""):
    return await asyncio.to_thread(visitor.upload, FORM, "uploads", files, body=body, nonce=body)


async def test_a_picture_shows_on_every_open_page_at_once(own_site):
    ada, grace = await visitors(own_site, "ada", "grace")
    async with open_pages(ada.page("/chat/design/"), grace.page("/chat/design/")) as (hers, graces):
        answer = await send(ada, ("chart.png", picture()), ("notes.txt", b"notes"), body="Look at this")
        assert answer.status == 200
        for page in (hers, graces):
            await page.until(lambda page=page: page.shows("Look at this"))
            assert page.heard('width="480" height="300" alt="chart.png"')
        await expect_convergence(hers, graces)


@two_sizes("times", small=1, full=25)
async def test_what_is_not_what_it_says_is_refused_or_harmless(own_site, measured, times):
    """C19: nothing of what is refused stays, and the server does not swell."""
    (ada,) = await visitors(own_site, "ada")
    await send(ada, ("first.gif", film()))
    kept, before = uploads(own_site), footprint(own_site)
    for name, content in [*REFUSED.items()] * times:
        answer = await send(ada, ("good.txt", b"good"), (name, content), body=name)
        assert answer.status == 422, name
        assert f"{name}: " in answer.text
    assert uploads(own_site) == kept
    growth = footprint(own_site).memory - before.memory
    for name, content in HARMLESS.items():
        page = await send(ada, (name, content), body=name)
        kind, served = get(ada, LINK.findall(page.text)[-1])
        assert kind == ("image/gif" if name.endswith(".gif") else "application/octet-stream")
        assert kind == "application/octet-stream" or b"script" not in served
    assert growth < 150 * MB
    assert "Traceback" not in own_site.log.read_text()
    measured("C19", refused=len(REFUSED) * times, stored=0, harmless=len(HARMLESS), growth=f"{growth / MB:.0f} MB")


async def test_a_large_file_is_not_read_into_memory(own_site):
    (ada,) = await visitors(own_site, "ada")
    page = await send(ada, ("large.bin", b"x" * (20 * MB)))
    address = LINK.findall(page.text)[-1]
    before = footprint(own_site).memory
    readers = [ada.opener.open(Request(ada.url + address), timeout=30) for _ in range(20)]
    growth = footprint(own_site).memory - before
    assert [len(reader.read()) for reader in readers[:2]] == [20 * MB] * 2
    for reader in readers:
        reader.close()
    assert growth < 60 * MB


async def test_more_than_fits_into_a_request_is_refused_with_a_page(own_site):
    (ada,) = await visitors(own_site, "ada")
    reader, writer = await asyncio.open_connection("127.0.0.1", own_site.port)
    head = f"POST {FORM} HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: {ada.cookie_header()}\r\nContent-Length: {300 * MB}\r\n"
    writer.write(f"{head}Content-Type: multipart/form-data; boundary=x\r\n\r\n--x\r\n".encode())
    async with asyncio.timeout(10):
        answer = await reader.readuntil(b"</html>")
    writer.close()
    assert answer.startswith(b"HTTP/1.1 413")
    assert b"That is too large" in answer


async def test_words_beside_files_are_bounded_as_without(own_site):
    (ada,) = await visitors(own_site, "ada")
    for body, status in (("y" * (LONGEST + 1), 422), ("y" * 3 * MB, 400)):
        assert (await send(ada, ("a.txt", b"x"), body=body)).status == status


def uploads(site) -> int:
    return len(list((site.data / "uploads").glob("*/*")))


def get(visitor: Visitor, path: str) -> tuple[str, bytes]:
    with visitor.opener.open(Request(visitor.url + path), timeout=30) as answer:
        return answer.headers["Content-Type"], answer.read()
