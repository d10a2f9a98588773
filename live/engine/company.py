"""The people present and typing, as the renderer keeps them and shows them to the pages of a topic."""

import time
from collections.abc import Callable, Mapping
from typing import Protocol
from uuid import UUID, uuid4

from django.contrib.auth import get_user_model

from live.engine import fragments, presence
from live.engine.audiences import TopicAudience
from live.engine.fragments import Variant
from live.engine.numbers import Numbers
from live.engine.wires import Frame

SHOWN = 50  # people by name; the others are counted
EVERY = 1.0  # seconds: what happens in between is joined


class Followed(Protocol):
    audiences: set[TopicAudience]


class Company:
    """Runs in the renderer's thread. `post(function, *arguments)` hands something to the event loop."""

    def __init__(self, followed: Mapping[str, Followed], post: Callable):
        self.process = uuid4()
        self.followed = followed
        self.post = post
        self.here: dict[UUID, tuple[str, int]] = {}
        self.arrived: dict[UUID, tuple[str, int]] = {}
        self.left: dict[UUID, tuple[str, int]] = {}
        self.shown: dict[str, list[int]] = {}
        self.frames: dict[str, dict[Variant, Frame | None]] = {}  # of the people shown on each topic
        self.typists: dict[str, dict[int, tuple[str, float]]] = {}
        self.numbers = Numbers(followed, post)
        self.next_look = 0.0
        self.next_beat = time.monotonic() + presence.HEARTBEAT

    def enter(self, page: UUID, topic: str, user_id: int) -> None:
        if page not in self.here:
            self.here[page] = self.arrived[page] = (topic, user_id)

    def go(self, page: UUID) -> None:
        if page in self.here:
            self.left[page] = self.here.pop(page)

    def type(self, topic: str, user_id: int, name: str, seconds: float) -> None:
        """Somebody typed; `seconds` 0 ends it."""
        typists = self.typists.setdefault(topic, {})
        known = typists.pop(user_id, None)
        if seconds:
            typists[user_id] = (name, time.monotonic() + seconds)
        if bool(known) != bool(seconds):
            self._show_typists(topic)

    def look(self, now: float) -> None:
        """What has become due: arrivals and departures, signs of life, typing that has ended."""
        self._forget_typists(now)
        if self.arrived or self.left:  # at once: whether a message was seen hangs on who was there when it came
            self._settle()
        if now < self.next_look:
            return
        self.next_look = now + EVERY
        if now >= self.next_beat:
            self.next_beat = now + presence.HEARTBEAT
            presence.beat(self.process)
            self._tell_who_looked(self.here)
        self._show_changes()
        self.numbers.look(now)

    def forget_looks(self, topic: str) -> None:
        """Something happened there: perhaps to how somebody present looks."""
        if topic in self.frames:
            self.frames[topic] = {}

    def current(self, audience: TopicAudience, viewer: int | None) -> list[Frame]:
        """What a page that joins this audience is shown beside its topic's changes."""
        numbers = self.numbers.current(audience)
        if not _shows_presence(audience):
            return numbers
        people = self._people(audience) if audience.topic in self.shown else None  # otherwise within a second
        return [frame for frame in (people, self._typing(audience, viewer), *numbers) if frame]

    def _settle(self) -> None:
        arrived, self.arrived = self.arrived, {}
        left, self.left = self.left, {}
        try:
            if arrived:
                presence.arrive(arrived, self.process)
            if left:
                self._tell_who_looked(left)
                presence.leave(left)
        except Exception:
            self.arrived, self.left = arrived | self.arrived, left | self.left
            raise

    def _tell_who_looked(self, pages: dict[UUID, tuple[str, int]]) -> None:
        looking: dict[str, set[int]] = {}
        for topic, user_id in pages.values():
            looking.setdefault(topic, set()).add(user_id)
        for topic, people in looking.items():
            presence.looked.send_robust(sender=Company, topic=topic, user_ids=people)

    def _show_changes(self) -> None:
        topics = [topic for topic, followed in self.followed.items() if any(map(_shows_presence, followed.audiences))]
        people_on = presence.people_on(topics) if topics else {}
        for topic, people in people_on.items():
            people.sort()
            if people != self.shown.get(topic):
                self.shown[topic], self.frames[topic] = people, {}
                self._show_people(topic)
        for topic in self.shown.keys() - people_on.keys():
            del self.shown[topic], self.frames[topic]

    def _forget_typists(self, now: float) -> None:
        for topic, typists in list(self.typists.items()):
            ended = [user_id for user_id, (_, until) in typists.items() if until <= now]
            for user_id in ended:
                del typists[user_id]
            if ended:
                self._show_typists(topic)
            if not typists:
                del self.typists[topic]

    def _show_typists(self, topic: str) -> None:
        for audience in self._audiences(topic):
            if frame := self._typing(audience, None):
                own = {user_id: self._typing(audience, user_id) for user_id in self.typists[topic]}
                self.post(audience.show, frame, own)

    def _show_people(self, topic: str) -> None:
        for audience in self._audiences(topic):
            if frame := self._people(audience):
                self.post(audience.show, frame)

    def _audiences(self, topic: str) -> list[TopicAudience]:
        """Those that show who is there."""
        return list(filter(_shows_presence, self.followed[topic].audiences)) if topic in self.followed else []

    def _people(self, audience: TopicAudience) -> Frame | None:
        frames = self.frames[audience.topic]
        if audience.variant not in frames:
            users = get_user_model()._default_manager.in_bulk(self.shown[audience.topic]).values()
            people = sorted(users, key=lambda user: user.get_username())
            frames[audience.variant] = _partial(
                audience, "presence", people=people[:SHOWN], more=max(0, len(people) - SHOWN)
            )
        return frames[audience.variant]

    def _typing(self, audience: TopicAudience, viewer: int | None) -> Frame | None:
        typists = self.typists.get(audience.topic or "", {})
        names = [name for user_id, (name, _) in sorted(typists.items()) if user_id != viewer]
        return _partial(audience, "typing", names=names)


def _shows_presence(audience: TopicAudience) -> bool:
    return fragments.view_of(audience.topic, audience.variant.view).presence


def _partial(audience: TopicAudience, name: str, **context) -> Frame | None:
    with fragments.speaking(audience.variant.language, audience.variant.time_zone):
        html = fragments.partial(audience.topic, name, context)
    return Frame(html, name) if html else None
