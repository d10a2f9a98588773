"""In development: which frames this process sent, to whom and why. `/frames/` shows it."""

from collections import deque
from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from django.conf import settings
from django.utils import timezone

LATEST = 500  # frames
LONGEST = 4_000  # characters that are kept of one


class Sent(NamedTuple):
    """One frame.

    `what` is the topic or the personal view, or what one page is about; `variant` says how it was rendered, `why` what
    happened. `people` are the ids of those whose pages got it, 0 for strangers.
    """

    at: datetime
    what: str
    variant: str
    why: str
    people: list[int]
    pages: int
    size: int
    beginning: str


class Journal:
    """Written where frames are handed out; empty in production."""

    def __init__(self) -> None:
        self.sent: deque[Sent] = deque(maxlen=LATEST)

    @property
    def is_kept(self) -> bool:
        return settings.DEBUG

    def note(self, html: str, what: str, variant: str, why: str, people: Iterable[int | None]) -> None:
        """`people`: of each page that it goes to."""
        them = [person or 0 for person in people]
        if them:
            size, shown = len(html.encode()), html[:LONGEST]
            self.sent.append(Sent(timezone.now(), what, variant, why, sorted(set(them)), len(them), size, shown))

    def newest_first(self) -> list[Sent]:
        return list(self.sent)[::-1]


journal = Journal()
