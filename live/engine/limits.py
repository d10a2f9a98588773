"""How much a page, a person and an address may ask of us."""

import logging
import time
from collections import Counter

from django.conf import settings

from live.engine.origins import refuse

logger = logging.getLogger(__name__)

PAGES_A_PERSON = 60
A_PERSON_A_SECOND, A_PERSON_AT_ONCE = 40.0, 120.0  # frames, from all pages of a person together
SOCKETS_AN_ADDRESS = 1_500
BAD_FRAMES = 20  # after so many a connection is closed
OUT_FOR = 60.0  # seconds that its page is not let in again


class Bucket:
    """A token bucket: `rate` a second on average, `burst` at once."""

    __slots__ = ("burst", "level", "rate", "since")

    def __init__(self, rate: float = 20.0, burst: float = 60.0):
        self.rate = rate
        self.burst = self.level = burst
        self.since = time.monotonic()

    def take(self) -> bool:
        """Whether one more is allowed now."""
        if not settings.LIMITS:
            return True
        now = time.monotonic()
        self.level = min(self.burst, self.level + (now - self.since) * self.rate)
        self.since = now
        if self.level < 1:
            return False
        self.level -= 1
        return True


class SentOff:
    """The pages that this process has closed for asking too much.

    Browsers do not come back after that; who does is refused.
    """

    def __init__(self):
        self.until: dict[str, float] = {}

    def add(self, page: str) -> None:
        now = time.monotonic()
        self.until = {one: until for one, until in self.until.items() if until > now}
        self.until[page] = now + OUT_FOR

    def __contains__(self, page: str) -> bool:
        return bool(settings.LIMITS) and self.until.get(page, 0.0) > time.monotonic()


class AddressLimit:
    """ASGI middleware: so many websockets from one address, and no more."""

    def __init__(self, app):
        self.app = app
        self.open: Counter[str] = Counter()

    async def __call__(self, scope, receive, send):
        address = (scope.get("client") or ("", 0))[0]
        if settings.LIMITS and self.open[address] >= SOCKETS_AN_ADDRESS:
            logger.warning("too many websockets from %s", address)
            return await refuse(receive, send)
        self.open[address] += 1
        try:
            return await self.app(scope, receive, send)
        finally:
            self.open[address] -= 1
            if not self.open[address]:
                del self.open[address]
