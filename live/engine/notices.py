"""The engine's own frames: up to date, fetch yourself anew, the end."""

import random
from functools import cache

from django.conf import settings
from django.shortcuts import resolve_url

from live.engine.fragments import speaking, state
from live.engine.wires import Frame

SIGNED_OUT = 4401  # codes from 4400 on are final: htmx does not come back
NOT_ALLOWED = 4403
NOT_THERE = 4404
OVER = 4410
TOO_MANY = 4429


@cache
def live_frame(language: str) -> Frame:
    """The page is connected and up to date; sent again and again, it is also a sign of life."""
    with speaking(language, "UTC"):
        return Frame(state("live"), "up to date")


@cache
def last_frame(code: int, language: str) -> Frame:
    """Why the connection is closed for good, in the place of what the page showed."""
    with speaking(language, "UTC"):
        name = "over" if code == OVER else "ended"
        return Frame(state(name, code=code, login_url=resolve_url(settings.LOGIN_URL)), f"closed: {code}")


def resync_frames(pages: int) -> list[Frame]:
    """Ask pages to fetch themselves anew, at moments that spread so many of them."""
    spread = pages * 5  # milliseconds: some two hundred pages a second
    delays = [random.randint(0, 1 + spread) for _ in range(min(pages, 20) or 1)]
    return [Frame(state("resync", delay=delay), "fetch yourself anew") for delay in delays]
