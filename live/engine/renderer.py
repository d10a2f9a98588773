"""The hub's own thread: reads the log, renders each change once a variant, hands the frames to the event loop."""

import logging
import queue
import threading
import time
from collections.abc import Callable
from typing import NamedTuple

from django.db import connection

from live.engine import changes, fragments, identity, metrics, rights
from live.engine.audiences import (
    Audience,
    Page,
    PersonalAudience,
    TopicAudience,
    confirm,
    note_lag,
    pulse,
    send_away,
)
from live.engine.changes import Log, OutOfReach, Place
from live.engine.company import Company
from live.engine.notices import NOT_ALLOWED, NOT_THERE, SIGNED_OUT, last_frame, live_frame, resync_frames
from live.engine.people import People
from live.engine.rendering import Rendering
from live.engine.watch import Watch

logger = logging.getLogger(__name__)

AT_LEAST, AT_MOST = 0.01, 0.05  # seconds between frames of a topic: less for a quiet one, more for a busy one
BUSY = 3  # changes that had to wait for one frame
PATIENCE = 0.05  # seconds without being asked after which the renderer looks round by itself
AFTER_AN_ERROR = 0.5  # seconds until the next try
BEFORE_A_ROUND = 5_000  # things asked for: a flood of them does not keep the pages waiting
PULSE = 20.0  # seconds between signs of life to each page
SWEEP = 60.0  # seconds between looks at all sessions


class Join(NamedTuple):
    """A page that is to be brought from its place to where its audience is."""

    audience: TopicAudience
    page: Page
    place: Place
    visit: int


class Renderer(threading.Thread):
    """Everything here runs in the thread, asked for by `ask(function, *arguments)`.

    `post(list of (function, arguments))` runs them on the event loop, in order.
    """

    def __init__(self, post: Callable[[list], None], everybody: Callable[[], set[Page]]):
        super().__init__(name="renderer", daemon=True)
        self._post = post
        self.everybody = everybody
        self.inbox: queue.SimpleQueue = queue.SimpleQueue()
        self.outbox: list[tuple[Callable, tuple]] = []
        self.audiences: dict[str, set[TopicAudience]] = {}
        self.joins: dict[str, list[Join]] = {}
        self.due: dict[str, float] = {}
        self.free: dict[str, float] = {}  # when the next frame of a topic may go out
        self.known: dict[str, Place] = {}
        self.heard: dict[str, float] = {}  # when the oldest news was heard that pages have not been shown
        self.company = Company(self.audiences, self.post)
        self.people = People(self.post)
        self.next_pulse = time.monotonic() + PULSE
        self.next_sweep = time.monotonic() + SWEEP
        self.ended = False

    # What the hub asks for

    def ask(self, function: Callable, *arguments) -> None:
        self.inbox.put((function, arguments))

    def follow(self, audience: Audience, page: Page, place: Place | None, visit: int) -> None:
        if isinstance(audience, PersonalAudience):
            self.people.join(audience, page, visit)
        elif isinstance(audience, TopicAudience):
            self._follow_topic(audience, page, place or Place(audience.topic), visit)

    def _follow_topic(self, audience: TopicAudience, page: Page, place: Place, visit: int) -> None:
        self.audiences.setdefault(audience.topic, set()).add(audience)
        self.joins.setdefault(audience.topic, []).append(Join(audience, page, place, visit))
        self.due.setdefault(audience.topic, 0.0)
        if page.user_id and fragments.view_of(audience.topic, audience.variant.view).presence:
            self.company.enter(page.id, audience.topic, page.user_id)

    def confirm(self, page: Page, visit: int) -> None:
        """A page that follows nothing is up to date as it is."""
        self.post(confirm, page, visit, live_frame(page.token.language))

    def type(self, topic: str, user_id: int, name: str, seconds: float) -> None:
        if topic in self.audiences:
            self.company.type(topic, user_id, name, seconds)

    def leave(self, page: Page) -> None:
        self.company.go(page.id)

    def drop(self, audience: Audience) -> None:
        if isinstance(audience, PersonalAudience):
            self.people.drop(audience)
        elif isinstance(audience, TopicAudience) and audience in (
            audiences := self.audiences.get(audience.topic, set())
        ):
            audiences.remove(audience)
            if not audiences:
                for by_topic in (self.audiences, self.joins, self.due, self.free, self.known, self.heard):
                    by_topic.pop(audience.topic, None)

    def moved(self, place: Place) -> None:
        """A topic has moved there, or further."""
        if place.topic in self.audiences:
            self.due.setdefault(place.topic, self.free.get(place.topic, 0.0))
            self.heard.setdefault(place.topic, time.monotonic())
        elif place.topic in self.people.watchers:
            self.known[place.topic] = place
        self.people.moved(place.topic)

    def recheck(self, user_id: int | None = None) -> None:
        """Close the pages whose session is no longer good: one person's, or all that are not."""
        pages = [page for page in self.everybody() if page.user_id and user_id in (None, page.user_id)]
        good = identity.still_signed_in({page.session_key: page.user_id for page in pages if page.user_id})
        for page in pages:
            if page.session_key not in good:
                self.end(page, SIGNED_OUT)

    def refresh(self, user_id: int) -> None:
        """Let a person's pages fetch themselves anew, in another language, say."""
        for page in self.everybody():
            if page.user_id == user_id and page.resumed:
                self.post(send_away, [(page, page.visit)], resync_frames(1))

    def end(self, page: Page, code: int) -> None:
        self.post(page.end, code, last_frame(code, page.token.language))

    def stop(self) -> None:
        self.ended = True

    # The thread

    def run(self) -> None:
        self.watch = Watch()
        with connection.execute_wrapper(metrics.count_query):
            while not self.ended:
                self._listen()
                self._guarded(self._look_round)
                self._hand_over()
            self._guarded(self.company.look, float("inf"))
        connection.close()

    def post(self, function: Callable, *arguments) -> None:
        self.outbox.append((function, arguments))

    def _listen(self) -> None:
        soonest = min(self.due.values(), default=float("inf"))
        patience = max(0.0, min(PATIENCE, soonest - time.monotonic()))
        try:
            asked = self.inbox.get(timeout=patience) if patience else self.inbox.get_nowait()
            for _ in range(BEFORE_A_ROUND):
                self._guarded(asked[0], *asked[1])
                asked = self.inbox.get_nowait()
        except queue.Empty:
            return

    def _hand_over(self) -> None:
        if self.outbox:
            self._post(self.outbox)
            self.outbox = []

    def _guarded(self, function: Callable, *arguments) -> None:
        """Nothing stops the thread; what could not be done is due again."""
        try:
            function(*arguments)
        except Exception:
            logger.exception("renderer: %s", getattr(function, "__name__", function))
            connection.close()

    def _look_round(self) -> None:
        now = time.monotonic()
        if self.watch.due(now):
            self._guarded(self._look_at_heads)
            self.watch.looked(now, time.monotonic() - now)
        for topic in [topic for topic, when in self.due.items() if when <= now]:
            self.due[topic] = now + AFTER_AN_ERROR
            joined = self._bring(topic)
            self.due.pop(topic, None)
            self.free[topic] = now + (AT_MOST if joined >= BUSY else AT_LEAST)
        self._guarded(self.people.look, now)
        self._guarded(self.company.look, now)
        self._pulse(now)

    def _look_at_heads(self) -> None:
        followed = list(self.audiences.keys() | self.people.watchers.keys())
        for start in range(0, len(followed), 500):
            for topic, head in changes.heads(followed[start : start + 500]).items():
                if head != self.known.get(topic):
                    self.moved(head)

    def _pulse(self, now: float) -> None:
        if now >= self.next_pulse:
            self.next_pulse = now + PULSE
            metrics.topics.set(len(self.audiences))
            self.post(pulse, self.everybody, live_frame)
        if now >= self.next_sweep:
            self.next_sweep = now + SWEEP
            self.recheck()

    # One topic

    def _bring(self, topic: str) -> int:
        """Bring the pages of a topic to its head: those that are all at one place, and those that join.

        How many changes there were since the last time.
        """
        joins = self.joins.pop(topic, [])
        audiences = self.audiences.get(topic, set())
        try:
            log = changes.log(topic, _lowest(audiences, joins))
            if log.head != self.known.get(topic):
                self.company.forget_looks(topic)
            joins = self._without_the_barred(topic, log, audiences, joins)
            self._render(log, audiences, joins)
        except Exception:
            self.joins[topic] = joins + self.joins.get(topic, [])
            raise
        if heard := self.heard.pop(topic, None):
            self.post(note_lag, heard)
        before, self.known[topic] = self.known.get(topic, log.head), log.head
        return log.head.position - before.position

    def _render(self, log: Log, audiences: set[TopicAudience], joins: list[Join]) -> None:
        rendering = Rendering(log)
        for audience in audiences:
            try:
                if audience.rendered and (steps := rendering.steps(audience, audience.rendered)):
                    self.post(audience.deliver, steps)
            except OutOfReach:
                self.post(audience.send_away, resync_frames(audience.following))
            audience.rendered = log.head
        for audience, page, place, visit in joins:
            try:
                steps = rendering.steps(audience, place)
            except OutOfReach:
                self.post(send_away, [(page, visit)], resync_frames(len(joins)))
            else:
                beside = [*self.company.current(audience, page.user_id), live_frame(audience.variant.language)]
                self.post(audience.welcome, page, visit, place, steps, beside)
        if ("removed", log.head.topic) in rendering.happened:
            for page in _pages(audiences, joins):
                self.end(page, NOT_THERE)

    def _without_the_barred(self, topic: str, log: Log, audiences: set[TopicAudience], joins: list[Join]) -> list[Join]:
        """Nothing of what follows reaches those who may not see the topic any more; the joins of all others."""
        if not any(entry.verb == "rights" for entry in log.entries):
            return joins
        barred = rights.barred(topic, log.entries, _pages(audiences, joins))
        for page in barred:
            self.end(page, NOT_ALLOWED)
        return [join for join in joins if join.page not in barred]


def _lowest(audiences: set[TopicAudience], joins: list[Join]) -> int:
    places = [audience.rendered for audience in audiences if audience.rendered] + [join.place for join in joins]
    return min((place.position for place in places), default=0)


def _pages(audiences: set[TopicAudience], joins: list[Join]) -> set[Page]:
    return {page for audience in audiences for page in audience.pages.copy()} | {join.page for join in joins}
