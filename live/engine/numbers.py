"""How many pages show a topic, those of strangers included, as the renderer keeps and shows it."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Protocol
from uuid import uuid4

from django.db.models import Sum
from django.utils import timezone

from live.engine import fragments
from live.engine.audiences import TopicAudience
from live.engine.fragments import Variant
from live.engine.models import Crowd
from live.engine.presence import EXPIRY, HEARTBEAT
from live.engine.wires import Frame

EVERY = 2.0  # seconds between two looks: a crowd that comes and goes is shown in steps


class Followed(Protocol):
    audiences: set[TopicAudience]


class Numbers:
    """Runs in the renderer's thread. `post(function, *arguments)` hands something to the event loop.

    A row for each topic and process: what it costs does not depend on how many pages there are.
    """

    def __init__(self, followed: Mapping[str, Followed], post: Callable):
        self.process = uuid4()
        self.followed = followed
        self.post = post
        self.told: dict[str, int] = {}  # how many there are in this process, as the others know
        self.shown: dict[str, int] = {}
        self.frames: dict[tuple[str, Variant], Frame | None] = {}
        self.next_look = self.next_beat = 0.0

    def look(self, now: float) -> None:
        if now < self.next_look:
            return
        self.next_look = now + EVERY
        here = self._here()
        if here != self.told or (here and now >= self.next_beat):
            tell(here, self.told, self.process)
            self.told, self.next_beat = here, now + HEARTBEAT
        self._show(totals(here) if here else {})

    def current(self, audience: TopicAudience) -> list[Frame]:
        """What a page that joins this audience is shown; where it is the first, it is counted soon."""
        frame = self._frame(audience) if is_counted(audience) and audience.topic in self.shown else None
        return [frame] if frame else []

    def _here(self) -> dict[str, int]:
        numbers = {
            topic: sum(audience.following for audience in set(followed.audiences) if is_counted(audience))
            for topic, followed in self.followed.items()
        }
        return {topic: number for topic, number in numbers.items() if number}

    def _show(self, totals: dict[str, int]) -> None:
        news = {topic for topic, number in totals.items() if number != self.shown.get(topic)}
        self.shown = totals
        self.frames = {key: frame for key, frame in self.frames.items() if key[0] in totals and key[0] not in news}
        for topic in news:
            for audience in filter(is_counted, set(self.followed[topic].audiences)):
                if frame := self._frame(audience):
                    self.post(audience.show, frame)

    def _frame(self, audience: TopicAudience) -> Frame | None:
        key = (audience.topic, audience.variant)
        if key not in self.frames:
            with fragments.speaking(audience.variant.language, audience.variant.time_zone):
                html = fragments.partial(audience.topic, "readers", {"number": self.shown[audience.topic]})
            self.frames[key] = Frame(html, "readers") if html else None
        return self.frames[key]


def is_counted(audience: TopicAudience) -> bool:
    return fragments.view_of(audience.topic, audience.variant.view).counted


def tell(here: dict[str, int], before: dict[str, int], process) -> None:
    """Let the other processes know how many there are in this one, where that was `before`."""
    expires = timezone.now() + timedelta(seconds=EXPIRY)
    Crowd.objects.filter(process=process, topic__in=before.keys() - here.keys()).delete()
    Crowd.objects.filter(expires__lt=timezone.now()).delete()
    Crowd.objects.bulk_create(
        [Crowd(process=process, topic=topic, pages=number, expires=expires) for topic, number in here.items()],
        update_conflicts=True,
        unique_fields=["process", "topic"],
        update_fields=["pages", "expires"],
    )


def totals(topics) -> dict[str, int]:
    """How many pages show each of the topics, in all processes: one query."""
    rows = Crowd.objects.filter(topic__in=list(topics), expires__gt=timezone.now())
    return dict(rows.values_list("topic").annotate(Sum("pages")))
