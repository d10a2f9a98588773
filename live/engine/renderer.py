"""The hub's own thread: reads the log, renders each change once a variant, hands the frames to the event loop."""

import logging
import queue
import threading
import time
from collections.abc import Callable

from django.db import connection

from live.engine import changes, fragments, identity, metrics
from live.engine.audiences import Audience, Page, PersonalAudience, TopicAudience, confirm, pulse, send_away
from live.engine.changes import Place
from live.engine.company import Company
from live.engine.following import Following
from live.engine.notices import SIGNED_OUT, last_frame, live_frame, resync_frames
from live.engine.people import People
from live.engine.watch import Watch

logger = logging.getLogger(__name__)

PATIENCE = 0.05  # seconds without being asked after which the renderer looks round by itself
A_MOMENT = 0.002  # seconds until it looks again whether the event loop has caught up
AFTER_AN_ERROR = 0.5  # seconds until the next try
BEFORE_A_ROUND = 5_000  # things asked for: a flood of them does not keep the pages waiting
PULSE = 20.0  # seconds between signs of life to each page
SWEEP = 60.0  # seconds between looks at all sessions


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
        self.followed: dict[str, Following] = {}
        self.due: dict[str, float] = {}  # when topics are to be looked at, of which there is news
        self.known: dict[str, Place] = {}  # how far topics are, as far as pages have been told
        self.company = Company(self.followed, self.post)
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
        topic = audience.topic
        if topic not in self.followed:
            self.followed[topic] = Following(topic, self.company, self.post)
        self.followed[topic].join(audience, page, place, visit)
        self.due.setdefault(topic, 0.0)
        if page.user_id and fragments.view_of(topic, audience.variant.view).presence:
            self.company.enter(page.id, topic, page.user_id)

    def confirm(self, page: Page, visit: int) -> None:
        """A page that follows nothing is up to date as it is."""
        self.post(confirm, page, visit, live_frame(page.token.language))

    def type(self, topic: str, user_id: int, name: str, seconds: float) -> None:
        if topic in self.followed:
            self.company.type(topic, user_id, name, seconds)

    def leave(self, page: Page) -> None:
        self.company.go(page.id)

    def drop(self, audience: Audience) -> None:
        if isinstance(audience, PersonalAudience):
            self.people.drop(audience)
        elif isinstance(audience, TopicAudience) and (following := self.followed.get(audience.topic)):
            following.audiences.discard(audience)
            if not following.audiences:
                for by_topic in (self.followed, self.due, self.known):
                    by_topic.pop(audience.topic, None)

    def moved(self, place: Place) -> None:
        """A topic has moved there, or further."""
        if following := self.followed.get(place.topic):
            following.hear(time.monotonic())
            self.due.setdefault(place.topic, following.free)
        elif place.topic in self.people.watchers:
            self.known[place.topic] = place
        self.people.moved(place.topic)

    def recheck(self, user_id: int | None = None) -> None:
        """Close the pages whose session is no longer good: one person's, or all that are not."""
        pages = [page for page in self.everybody() if page.user_id and user_id in (None, page.user_id)]
        good = identity.still_signed_in({page.session_key: page.user_id for page in pages if page.user_id})
        for page in pages:
            if page.session_key not in good:
                self.post(page.end, SIGNED_OUT, last_frame(SIGNED_OUT, page.token.language))

    def refresh(self, user_id: int) -> None:
        """Let a person's pages fetch themselves anew, in another language, say."""
        for page in self.everybody():
            if page.user_id == user_id and page.resumed:
                self.post(send_away, [(page, page.visit)], resync_frames(1))

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
        patience = min([self._wait(topic) for topic in self.due], default=PATIENCE)
        try:
            asked = self.inbox.get(timeout=patience) if patience else self.inbox.get_nowait()
            for _ in range(BEFORE_A_ROUND):
                self._guarded(asked[0], *asked[1])
                asked = self.inbox.get_nowait()
        except queue.Empty:
            return

    def _wait(self, topic: str) -> float:
        """Seconds until a topic may be looked at."""
        wait = max(0.0, min(PATIENCE, self.due[topic] - time.monotonic()))
        return wait if self.followed[topic].is_out else max(wait, A_MOMENT)

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
        for topic in [topic for topic, when in self.due.items() if when <= now and self.followed[topic].is_out]:
            self.due[topic] = now + AFTER_AN_ERROR
            self.known[topic] = self.followed[topic].bring(now)
            if self.followed[topic].renamed:
                self.people.renamed(self.followed[topic].renamed)
            del self.due[topic]
        self._guarded(self.people.look, now)
        self._guarded(self.company.look, now)
        self._pulse(now)

    def _look_at_heads(self) -> None:
        watched = list(self.followed.keys() | self.people.watchers.keys())
        for start in range(0, len(watched), 500):
            for topic, head in changes.heads(watched[start : start + 500]).items():
                if head != self.known.get(topic):
                    self.moved(head)

    def _pulse(self, now: float) -> None:
        if now >= self.next_pulse:
            self.next_pulse = now + PULSE
            metrics.topics.set(len(self.followed))
            self.post(pulse, self.everybody, live_frame)
        if now >= self.next_sweep:
            self.next_sweep = now + SWEEP
            self.recheck()
