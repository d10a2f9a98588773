"""Who may connect, and where to (faults.md C1, C3, C4)."""

import asyncio
import random
from itertools import islice
from urllib.parse import parse_qs, quote, urlsplit

import pytest
import websockets

from tests.faults.oracles import visitors
from tests.support.sizes import two_sizes

LOBBY = "/chat/lobby/"
ADDRESSES = ["/ws/echo/", "/ws/echo/page/", "/ws/site/", "/ws/chat/lobby/", "/ws/chat/nowhere/", "/ws/"]
FORGED = ["../../etc/passwd", "%2e%2e%2f", "a" * 10_000, "lob%00by", "ｌobby", "lobby%20or%201=1"]
SEED = 20_261_120


async def refused(url: str, origin, cookie: str = "") -> int:
    """The status with which a handshake is refused; 101 if it was accepted."""
    headers = [("Cookie", cookie)] if cookie else []
    origins = origin if isinstance(origin, list) else [origin]
    headers += [("Origin", value) for value in origins if value is not None]
    try:
        async with websockets.connect(url, additional_headers=headers, origin=None):
            return 101
    except websockets.InvalidStatus as refusal:
        return refusal.response.status_code


def foreign_origins(port: int) -> list:
    return [
        None,
        "null",
        "file://",
        "http://evil.example",
        f"https://127.0.0.1:{port}",
        f"http://127.0.0.1:{port + 1}",
        "http://127.0.0.1",
        f"http://127.0.0.1:{port}.evil.example",
        f"http://evil127.0.0.1:{port}",
        f"http://127.0.0.1:{port}@evil.example",
        f"http://127.0.0.1:{port}/",
        "http://[bad",
        "http://127.0.0.1:abc",
        "*",
        [f"http://127.0.0.1:{port}", "http://evil.example"],
    ]


@two_sizes("addresses", small=(ADDRESSES[:1],), full=(ADDRESSES,))
async def test_foreign_origins_are_refused_before_acceptance(quiet_site, measured, addresses):
    """C1."""
    for address in addresses:
        url = f"ws://127.0.0.1:{quiet_site.port}{address}"
        for origin in foreign_origins(quiet_site.port):
            assert await refused(url, origin) == 403, origin
        assert await refused(url, quiet_site.url) == (101 if address == "/ws/echo/" else 403)
    measured("C1", refused=len(addresses) * len(foreign_origins(0)), accepted=0)


@two_sizes("altered", small=10, full=500)
async def test_tokens_of_others_altered_and_replayed_are_refused(site, measured, altered):
    """C3."""
    ada, mallory = await visitors(site, "ada", "mallory")
    board = ada.page("/chat/board/")
    await board.load()
    base, own = site.url.replace("http", "ws"), ada.cookie_header()
    token = parse_qs(urlsplit(board.address).query)["token"][0]
    assert await refused(base + board.address, site.url, own) == 101
    assert await refused(base + board.address, site.url, mallory.cookie_header()) == 403
    assert await refused(base + board.address, site.url) == 403
    assert await refused(base + f"/ws/chat/lobby/?token={token}", site.url, own) == 403
    for other in islice(alterations(token), altered):
        assert await refused(f"{base}/ws/chat/board/?token={quote(other)}", site.url, own) == 403, other
    assert await refused(base + "/ws/chat/board/", site.url, own) == 403
    assert await refused(base + "/ws/chat/../../etc/passwd?token=x", site.url, own) == 403
    await asyncio.to_thread(ada.post, "/accounts/logout/")
    assert await refused(base + board.address, site.url, own) == 403
    assert "websocket refused" in site.log.read_text()
    measured("C3", altered=altered, accepted=0)


def alterations(token: str):
    """Another character somewhere, one less, one more; parts exchanged."""
    chance = random.Random(SEED)
    yield from ("", token + "x", token[:-1], ":".join(reversed(token.split(":"))), token.upper(), token * 3)
    while True:
        place = chance.randrange(len(token))
        other = "A" if token[place] != "A" else "B"
        yield token[:place] + other + token[place + 1 :]


@pytest.mark.parametrize("path", FORGED, ids=range(len(FORGED)))
async def test_forged_addresses_lead_nowhere(quiet_site, path):
    """C4."""
    (ada,) = await visitors(quiet_site, "ada")
    page = ada.page(LOBBY)
    await page.load()
    token = urlsplit(page.address).query
    url = f"ws://127.0.0.1:{quiet_site.port}/ws/chat/{quote(path, safe='%/=.')}/?{token}"
    assert await refused(url, quiet_site.url, ada.cookie_header()) in (403, 400, 431)
    assert (await asyncio.to_thread(ada.get, f"/chat/{quote(path, safe='%/=.')}/")).status in (400, 404)
