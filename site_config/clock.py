"""A clock that is set, for suites and pictures that come out the same each time."""

from datetime import UTC, datetime
from functools import wraps

from django.utils import timezone


def set_to(moment: str) -> None:
    """Let `timezone.now()` begin at `moment` (ISO 8601) and go on from there: what pages show, keep and compare.

    Models take it as a default when they are loaded, so this comes before. What only runs out (cookies, tokens, rates)
    goes by the true time.
    """
    true_now, ahead = timezone.now, datetime.fromisoformat(moment) - datetime.now(UTC)

    @wraps(true_now)
    def now():
        return true_now() + ahead

    timezone.now = now
