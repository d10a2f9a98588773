"""Brings pages up to date: one hub a process, between the event loop with its pages and the renderer's thread."""

import asyncio
import logging
from collections import Counter

from live.engine import changes, identity, metrics, presence
from live.engine.audiences import Audience, Page, PersonalAudience, TopicAudience
from live.engine.bridge import Bridge
from live.engine.changes import Place
from live.engine.fragments import Variant, Viewer
from live.engine.limits import A_PERSON_A_SECOND, A_PERSON_AT_ONCE, Bucket, SentOff
from live.engine.notices import SIGNED_OUT, last_frame
from live.engine.renderer import Renderer
from live.engine.tokens import session_digest
from live.engine.wires import Frame

logger = logging.getLogger(__name__)


class Hub:
    """The methods that take a page run on the event loop; `tell` may be called from any thread."""

    def __init__(self):
        self.pages: set[Page] = set()
        self.audiences: dict[tuple, Audience] = {}
        self.people: Counter[int | None] = Counter()
        self.buckets: dict[int | None, Bucket] = {}
        self.sent_off = SentOff()
        self.renderer: Renderer | None = None
        self.bridge: Bridge | None = None

    def start(self) -> None:
        """Begin work on the running event loop; again is harmless."""
        if self.renderer:
            return
        self.loop = asyncio.get_running_loop()
        metrics.tasks.set_function(lambda: len(asyncio.all_tasks(self.loop)))
        self.renderer = Renderer(self._post, self.pages.copy)
        self.renderer.start()
        self.bridge = Bridge(self.hear)
        self.bridge.start()

    async def stop(self) -> None:
        """End the thread once it has noted who left, and the bridge to the other processes."""
        if self.renderer and self.bridge:
            renderer, self.renderer = self.renderer, None
            renderer.ask(renderer.stop)
            await asyncio.to_thread(renderer.join)
            await self.bridge.stop()

    # Pages

    def open(self, page: Page) -> None:
        self.pages.add(page)
        metrics.pages.set(len(self.pages))
        self.people[page.user_id] += 1
        self.buckets.setdefault(page.user_id, Bucket(A_PERSON_A_SECOND, A_PERSON_AT_ONCE))

    def close(self, page: Page) -> None:
        self.detach(page)
        self.pages.discard(page)
        metrics.pages.set(len(self.pages))
        self.people[page.user_id] -= 1
        if not self.people[page.user_id]:
            del self.people[page.user_id], self.buckets[page.user_id]
        self._ask("leave", page)

    def resume(self, page: Page, places: dict[str, Place], views: dict[str, str] | None = None) -> None:
        """Bring the page from where it says it is to the newest, and let it go on from there.

        `views`: by topic, in which view it says it is, where that is not the one of its token. What it has turned to
        on this connection is newer and counts.
        """
        if page not in self.pages:  # it has gone while it was looked up
            return
        self.detach(page)
        page.resumed = True
        page.views = (views or {}) | page.views
        for topic, view in page.token.follows:
            variant = Variant(page.views.get(topic, view), page.token.language, page.token.time_zone)
            self._follow(page, TopicAudience, (topic, variant), places.get(topic, Place(topic, -1)))
        for view, argument in page.token.personal:
            viewer = Viewer(page.user_id or 0, argument, page.token.language, page.token.time_zone)
            self._follow(page, PersonalAudience, (view, viewer), None)
        if not page.audiences:
            self._ask("confirm", page, page.visit)

    def turn(self, page: Page, views: dict[str, str], places: dict[str, Place]) -> None:
        """Let the page follow topics in other views, from where it was when it asked for that."""
        page.views |= views
        if page.resumed:
            self.resume(page, places)

    def may_ask(self, page: Page) -> bool:
        """Whether its person may send one more frame now; strangers are not counted together."""
        return page.user_id is None or self.buckets[page.user_id].take()

    def detach(self, page: Page) -> None:
        """Deliver nothing to the page until it resumes."""
        page.visit += 1
        page.resumed = False
        page.awaiting.clear()
        page.behind.clear()
        page.joining.clear()
        audiences, page.audiences = page.audiences, {}
        for key, audience in audiences.items():
            audience.pages.pop(page, None)
            audience.following -= 1
            if not audience.following:
                del self.audiences[key]
                self._ask("drop", audience)

    def join(self, audience: Audience, page: Page, place: Place | None) -> None:
        page.joining[audience] = place
        self._ask("follow", audience, page, place, page.visit)

    def _follow(self, page: Page, kind: type[Audience], key: tuple, place: Place | None) -> None:
        key = (page.wire.payload, *key)
        audience = self.audiences.get(key)
        if audience is None:
            audience = self.audiences[key] = kind(*key)
        audience.following += 1
        page.audiences[key] = audience
        page.awaiting.add(audience)
        self.join(audience, page, place)

    def show(self, frame: Frame) -> None:
        """To all pages of this process, whatever they follow; from any thread."""
        if self.renderer:
            self._post([(_show_all, (self.pages, frame))])

    # News, from this process and from the others

    def tell(self, kind: str, *values) -> None:
        """Let this process and all others hear; `values` are names and numbers, nothing private."""
        if self.renderer:
            self.hear(kind, *values)
            if self.bridge and self.bridge.reaches_others:
                self._post([(self.bridge.send, (kind, *values))])

    def hear(self, kind: str, *values) -> None:
        """From any thread."""
        if kind == "moved":
            self._ask("moved", Place(*values))
        elif kind == "typing":
            self._ask("type", *values)
        elif kind == "session_ended":
            self._post([(self._end_session, values)])
        elif kind == "person_changed":
            self._ask("recheck", *values)
        elif kind == "preferences_changed":
            self._ask("refresh", *values)

    def _end_session(self, digest: str) -> None:
        for page in [page for page in self.pages if page.token.session == digest]:
            page.end(SIGNED_OUT, last_frame(SIGNED_OUT, page.token.language))

    # To and from the renderer

    def _ask(self, method: str, *arguments) -> None:
        if renderer := self.renderer:
            renderer.ask(getattr(renderer, method), *arguments)

    def _post(self, outbox: list) -> None:
        try:
            self.loop.call_soon_threadsafe(_run_all, outbox)
        except RuntimeError:  # the loop is closed: no page is left
            return


def _run_all(outbox: list) -> None:
    """Each, whatever becomes of the ones before."""
    for function, arguments in outbox:
        try:
            function(*arguments)
        except Exception:
            logger.exception("hub: %s", getattr(function, "__name__", function))


def _show_all(pages: set[Page], frame: Frame) -> None:
    for page in pages:
        if page.wire:
            page.show(frame)


hub = Hub()


def _tell_of_changes(places, **_):
    for place in places:
        hub.tell("moved", *place)


def _tell_of_typing(topic, user_id, name, seconds, **_):
    hub.tell("typing", topic, user_id, name, seconds)


def _tell_of_session(session_key, **_):
    hub.tell("session_ended", session_digest(session_key))


def _tell_of_person(user_id, **_):
    hub.tell("person_changed", user_id)


def _tell_of_preferences(user_id, **_):
    hub.tell("preferences_changed", user_id)


changes.committed.connect(_tell_of_changes, dispatch_uid="hub")
presence.typing_noticed.connect(_tell_of_typing, dispatch_uid="hub")
identity.session_ended.connect(_tell_of_session, dispatch_uid="hub")
identity.person_changed.connect(_tell_of_person, dispatch_uid="hub")
identity.preferences_changed.connect(_tell_of_preferences, dispatch_uid="hub")
