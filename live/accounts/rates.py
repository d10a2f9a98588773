"""How often something may be tried: counted in Redis where there is one, else in this process."""

import logging
from functools import cache

from django.conf import settings
from django.shortcuts import render
from limits import RateLimitItem, parse
from limits.errors import StorageError
from limits.storage import storage_from_string
from limits.strategies import MovingWindowRateLimiter

logger = logging.getLogger(__name__)

GUESSES = parse("10 per 3 minutes")  # at one person's password, from one address
KNOCKS = parse("300 per 3 minutes")  # from one address, which may be a whole office
LINKS = parse("5 per hour")  # mails to addresses that may be somebody else's, by one person
PICTURES = parse("60 per hour")  # of one person: each may keep a processor busy for seconds
REDIS = {"socket_timeout": 0.05, "socket_connect_timeout": 0.05, "wrap_exceptions": True}  # seconds, thrice a sign-in


def take(limit: RateLimitItem, *who: str) -> bool:
    """Count one more attempt; whether that is still within the limit."""
    return not settings.LIMITS or _counted(lambda counter: counter.hit(limit, *who))


def forgive(limit: RateLimitItem, *who: str) -> None:
    """Forget the attempts so far."""
    _counted(lambda counter: counter.clear(limit, *who))


def refusal(request):
    """The page for somebody who tried too often."""
    answer = render(request, "429.html", status=429)
    answer["Retry-After"] = "180"
    return answer


def _counted(work):
    try:
        return work(counter(settings.REDIS_URL))
    except StorageError as error:
        logger.warning("rates are counted in this process: %s", error)
        return work(counter(""))


@cache
def counter(url: str) -> MovingWindowRateLimiter:
    return MovingWindowRateLimiter(storage_from_string(url, **REDIS) if url else storage_from_string("memory://"))
