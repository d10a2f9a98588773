"""How much a page may ask of us."""

import time

from django.conf import settings

PAGES_A_PERSON = 60
PAGES_AN_ADDRESS = 1_500
BAD_FRAMES = 20  # after so many a connection is closed


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
