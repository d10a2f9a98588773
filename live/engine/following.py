"""A topic that pages follow, as the renderer keeps it: its pages are brought to its head, wherever they are."""

import time
from collections.abc import Callable
from typing import NamedTuple

from live.engine import changes, fragments, metrics, rights
from live.engine.audiences import Page, TopicAudience, send_away
from live.engine.changes import Log, OutOfReach, Place
from live.engine.company import Company
from live.engine.notices import NOT_ALLOWED, NOT_THERE, OVER, last_frame, live_frame, resync_frames
from live.engine.rendering import Rendering

WHEN_BUSY = 0.05  # seconds between frames of a busy topic; another gets one as soon as the one before has gone out
BUSY = 3  # changes that had to wait for one frame
IN_VAIN = 0.01  # seconds between looks at a topic whose news turn out to be none


class Join(NamedTuple):
    """A page that is to be brought from its place to where its audience is."""

    audience: TopicAudience
    page: Page
    place: Place
    visit: int


class Following:
    """Runs in the renderer's thread. `post(function, *arguments)` hands something to the event loop."""

    def __init__(self, topic: str, company: Company, post: Callable):
        self.topic = topic
        self.company = company
        self.post = post
        self.audiences: set[TopicAudience] = set()
        self.joins: list[Join] = []
        self.head: Place | None = None  # when its pages were last brought there
        self.heard: float | None = None  # when the oldest news was heard that pages have not been shown
        self.free = 0.0  # when the next frame may go out
        self.is_out = True  # whether the last one has, which the event loop says
        self.renamed: set[str] = set()  # what titles are made of and has changed, when its pages were last brought on

    def join(self, audience: TopicAudience, page: Page, place: Place, visit: int) -> None:
        self.audiences.add(audience)
        self.joins.append(Join(audience, page, place, visit))

    def hear(self, now: float) -> None:
        """There is news."""
        self.heard = self.heard or now

    def bring(self, now: float) -> Place:
        """Bring the pages to the head, which is returned: those that are all at one place, and those that join."""
        log = changes.log(self.topic, self._lowest())
        if log.head != self.head:
            self.company.forget_looks(self.topic)
        self._end_the_barred(log)
        self._render(log)
        waited = log.head.position - (self.head or log.head).position
        self.free = now + (WHEN_BUSY if waited >= BUSY else 0 if waited else IN_VAIN)
        self.is_out = False
        self.post(self._note_out, self.heard)
        self.joins, self.head, self.heard = [], log.head, None
        return log.head

    def _note_out(self, heard: float | None) -> None:
        """On the event loop, behind all that the pages were to be shown."""
        self.is_out = True
        if heard:
            metrics.lag.observe(time.monotonic() - heard)

    def _lowest(self) -> int:
        places = [audience.rendered for audience in self.audiences if audience.rendered]
        return min((place.position for place in [*places, *(join.place for join in self.joins)]), default=0)

    def _pages(self) -> set[Page]:
        return {page for audience in self.audiences for page in audience.pages.copy()} | {
            join.page for join in self.joins
        }

    def _end_the_barred(self, log: Log) -> None:
        """Nothing of what follows reaches those who may not see the topic any more."""
        if any(entry.verb == "rights" for entry in log.entries):
            barred = rights.barred(self.topic, log.entries, self._pages())
            going_on = {page for page in barred if self._goes_on_without(page)}
            self._end(barred - going_on, NOT_ALLOWED)
            self.post(send_away, [(page, page.visit) for page in going_on], resync_frames(len(going_on)))
            self.joins = [join for join in self.joins if join.page not in barred]

    def _goes_on_without(self, page: Page) -> bool:
        return all(
            fragments.view_of(topic, view).outlives_rights for topic, view in page.token.follows if topic == self.topic
        )

    def _render(self, log: Log) -> None:
        rendering = Rendering(log)
        for audience in self.audiences:
            self._bring_on(audience, rendering)
        for join in self.joins:
            self._welcome(join, rendering)
        changed = {subject for verb, subject in rendering.happened if verb == "changed"}
        self.renamed = set(filter(fragments.has_title, changed))
        if ("removed", self.topic) in rendering.happened:
            self._end(self._pages(), NOT_THERE)
        elif rendering.is_over(self.topic):
            self._end(self._pages(), OVER)

    def _bring_on(self, audience: TopicAudience, rendering: Rendering) -> None:
        try:
            if audience.rendered and (steps := rendering.steps(audience, audience.rendered)):
                self.post(audience.deliver, steps)
        except OutOfReach:
            self.post(audience.send_away, resync_frames(audience.following))
        audience.rendered = rendering.log.head

    def _welcome(self, join: Join, rendering: Rendering) -> None:
        audience, page, place, visit = join
        try:
            steps = rendering.steps(audience, place)
        except OutOfReach:
            self.post(send_away, [(page, visit)], resync_frames(len(self.joins)))
        else:
            beside = [*self.company.current(audience, page.user_id), live_frame(audience.variant.language)]
            self.post(audience.welcome, page, visit, place, steps, beside)

    def _end(self, pages: set[Page], code: int) -> None:
        for page in pages:
            self.post(page.end, code, last_frame(code, page.token.language))
