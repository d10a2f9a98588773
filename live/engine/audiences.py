"""Pages and those of one variant together, as the event loop sees them: here frames are handed out."""

import random
from collections.abc import Callable
from typing import Any

from live.engine import metrics
from live.engine.changes import Place
from live.engine.fragments import Variant, Viewer
from live.engine.journal import journal
from live.engine.tokens import PageToken
from live.engine.wires import Frame, Wire

Payload = Callable[[Frame], Any]
Steps = list[tuple[Frame, Place]]  # frames, each with the place it brings a page to


class Page:
    """One browser tab with its connection. What is kept of a page that takes no frames is only where it is."""

    __slots__ = (
        "audiences",
        "awaiting",
        "behind",
        "ended",
        "hub",
        "id",
        "joining",
        "resumed",
        "session_key",
        "token",
        "views",
        "visit",
        "wire",
    )

    def __init__(self, id: Any, token: PageToken, session_key: str, hub: Any):
        self.id = id
        self.token = token
        self.session_key = session_key
        self.hub = hub
        self.wire: Any = None
        self.ended: tuple[int, Frame] | None = None  # what to do as soon as it is accepted
        self.resumed = False
        self.visit = 0  # how often it has resumed: what was on its way for an earlier visit is dropped
        self.audiences: dict[tuple, Audience] = {}
        self.awaiting: set[Audience] = set()
        self.behind: dict[Audience, Place | None] = {}
        self.joining: dict[Audience, Place | None] = {}
        self.views: dict[str, str] = {}  # by topic, where it has turned to another view than its token names

    @property
    def user_id(self) -> int | None:
        return self.token.user_id

    @property
    def up_to_date(self) -> bool:
        return self.resumed and not self.awaiting

    def places(self) -> dict[str, Place]:
        """Where it is in each topic that it follows: up to there it has been shown everything."""
        return {
            audience.topic: self._place_in(audience) or Place(audience.topic, -1)
            for audience in self.audiences.values()
            if isinstance(audience, TopicAudience)
        }

    def _place_in(self, audience: "Audience") -> Place | None:
        return audience.place if self in audience.pages else (self.behind | self.joining).get(audience)

    def step_back(self) -> None:
        """The connection takes no more: remember where the page is in all that it follows."""
        for audience in self.audiences.values():
            if audience.pages.pop(self, None):
                self.fall_behind(audience, audience.place)

    def fall_behind(self, audience: "Audience", place: Place | None) -> None:
        """Remember where it is; `catch_up` goes on from there once the connection takes frames again."""
        self.behind[audience] = place
        self.awaiting.add(audience)

    def catch_up(self) -> None:
        metrics.behind.inc()
        behind, self.behind = self.behind, {}
        for audience, place in behind.items():
            self.hub.join(audience, self, place)

    def accept(self, wire: Wire) -> None:
        """The handshake is done."""
        self.wire = wire
        if self.ended:
            self.end(*self.ended)

    def end(self, code: int, last: Frame) -> None:
        """Close for good with a last frame that says why."""
        if self.wire is None:
            self.ended = code, last
            return
        self.show(last)
        self.wire.close(code)

    def show(self, frame: Frame) -> None:
        if self.wire.is_open:
            self.wire.write(self.wire.payload(frame))
            if journal.is_kept:
                journal.note(frame.text, self.token.path, self.token.language, frame.why, [self.user_id])


class Audience:
    """Pages that are shown the same, over connections of one kind: `payload` makes of a frame what they are given.

    `pages` are those that take frames now, each with its connection's `write`. All of them are at `place`.
    """

    __slots__ = ("following", "pages", "payload", "place")

    def __init__(self, payload: Payload) -> None:
        self.payload = payload
        self.following = 0  # pages that are in it, behind, or about to join
        self.pages: dict[Page, Callable[[Any], None]] = {}
        self.place: Place | None = None

    def show(self, frame: Frame, instead: dict[int, Frame] | None = None) -> None:
        """A frame that moves no position; `instead` has those of single people."""
        instead = instead or {}
        for page, write in list(self.pages.items()):
            write(self.payload(instead.get(page.user_id or 0, frame)))
        self.note(frame)

    def note(self, frame: Frame) -> None:
        if journal.is_kept:
            journal.note(frame.text, *self.names, frame.why, [page.user_id for page in self.pages])

    @property
    def names(self) -> tuple[str, str]:
        """What it is shown, and in which variant."""
        return "", ""

    def welcome(self, page: Page, visit: int, since: Place | None, steps: Steps, beside: list[Frame]) -> None:
        """Bring one page from `since` to where the others are, and let it go on with them.

        The last frame `beside` the steps says that the page is up to date: it waits for all that the page follows.
        """
        if page.visit != visit:
            return
        for frame, place in steps:
            if not page.wire.is_open:
                return page.fall_behind(self, since)
            page.show(frame)
            since = place
        if not page.wire.is_open:
            return page.fall_behind(self, since)
        page.awaiting.discard(self)
        page.joining.pop(self, None)
        self.place = self.place or since
        self.pages[page] = page.wire.write
        for frame in beside if page.up_to_date else beside[:-1]:
            page.show(frame)


class TopicAudience(Audience):
    """The pages that show one topic in one variant.

    `rendered` belongs to the renderer: the place up to which it has handed over frames, which are on their way to
    `deliver`.
    """

    __slots__ = ("rendered", "topic", "variant")

    def __init__(self, payload: Payload, topic: str, variant: Variant):
        super().__init__(payload)
        self.topic = topic
        self.variant = variant
        self.rendered: Place | None = None

    def deliver(self, steps: Steps) -> None:
        """Bring its pages on."""
        for frame, place in steps:
            payload = self.payload(frame)
            metrics.frames.inc(len(self.pages))
            metrics.sent.inc(len(self.pages) * len(payload))
            self.place = place
            for write in list(self.pages.values()):  # here the time goes that an update takes
                write(payload)
            self.note(frame)

    @property
    def names(self) -> tuple[str, str]:
        return self.topic, " ".join(self.variant)

    def send_away(self, frames: list[Frame]) -> None:
        send_away([(page, page.visit) for page in self.pages], frames)


class PersonalAudience(Audience):
    """The pages on which one person has one personal view."""

    __slots__ = ("view", "viewer")

    def __init__(self, payload: Payload, view: str, viewer: Viewer):
        super().__init__(payload)
        self.view = view
        self.viewer = viewer

    @property
    def names(self) -> tuple[str, str]:
        return f"{self.view}:{self.viewer.argument}", f"{self.viewer.language} {self.viewer.time_zone}"


def send_away(pages: list[tuple[Page, int]], frames: list[Frame]) -> None:
    """Let pages fetch themselves anew, each at one of the moments that the frames name."""
    for page, visit in pages:
        if page.visit == visit:
            metrics.resyncs.inc()
            page.hub.detach(page)
            page.show(random.choice(frames))


def confirm(page: Page, visit: int, frame: Frame) -> None:
    """A page that follows nothing is up to date as it is."""
    if page.visit == visit and page.up_to_date:
        page.show(frame)


def pulse(everybody: Callable[[], set[Page]], frame_in: Callable[[str], Frame]) -> None:
    """A sign of life to all pages that are up to date."""
    for page in everybody():
        if page.up_to_date:
            page.show(frame_in(page.token.language))
