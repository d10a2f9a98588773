"""Personal views, as the renderer keeps them: shown to one person's pages, at most once a second."""

from collections.abc import Callable

from live.engine.audiences import Audience, Page
from live.engine.fragments import Shown, Viewer, shows, speaking
from live.engine.notices import live_frame
from live.engine.wires import Frame

EVERY = 1.0  # seconds


class Stand:
    """What the pages of one person with one personal view were last shown."""

    __slots__ = ("due", "html", "last", "newcomers", "topics")

    def __init__(self):
        self.due: float | None = None
        self.last = 0.0
        self.html = ""
        self.topics: set[str] = set()
        self.newcomers: list[tuple[Page, int]] = []


class People:
    """Runs in the renderer's thread. `post(function, *arguments)` hands something to the event loop."""

    def __init__(self, post: Callable):
        self.post = post
        self.stands: dict[Audience, Stand] = {}
        self.watchers: dict[str, set[Audience]] = {}

    def join(self, audience: Audience, page: Page, visit: int) -> None:
        stand = self.stands.setdefault(audience, Stand())
        stand.newcomers.append((page, visit))
        stand.due = 0.0

    def drop(self, audience: Audience) -> None:
        stand = self.stands.pop(audience, None)
        if stand:
            self._watch(audience, stand.topics, set())

    def moved(self, topic: str) -> None:
        for audience in self.watchers.get(topic, ()):
            stand = self.stands[audience]
            if stand.due is None:
                stand.due = stand.last + EVERY

    def look(self, now: float) -> None:
        """Render for those whose turn it is: together for each view, language and time zone."""
        together: dict[tuple, list[Audience]] = {}
        for audience, stand in self.stands.items():
            if stand.due is not None and stand.due <= now:
                name, viewer = audience.key
                together.setdefault((name, viewer.language, viewer.time_zone), []).append(audience)
        for (name, language, time_zone), audiences in together.items():
            with speaking(language, time_zone):
                self._show(name, audiences, now)

    def _show(self, name: str, audiences: list[Audience], now: float) -> None:
        viewers: dict[Viewer, Audience] = {audience.key[1]: audience for audience in audiences}
        shown = shows.personal_views[name].render(list(viewers))
        for viewer, audience in viewers.items():
            self._hand_over(audience, shown.get(viewer, Shown("", set())), now)

    def _hand_over(self, audience: Audience, shown: Shown, now: float) -> None:
        stand = self.stands[audience]
        frame = Frame(shown.html) if shown.html else None
        if frame and shown.html != stand.html:
            self.post(audience.show, frame)
        for page, visit in stand.newcomers:
            beside = [frame] if frame else []
            self.post(audience.welcome, page, visit, None, [], [*beside, live_frame(audience.key[1].language)])
        self._watch(audience, stand.topics, shown.topics)
        stand.html, stand.topics, stand.newcomers, stand.due, stand.last = shown.html, shown.topics, [], None, now

    def _watch(self, audience: Audience, before: set[str], after: set[str]) -> None:
        for topic in before - after:
            self.watchers[topic].discard(audience)
            if not self.watchers[topic]:
                del self.watchers[topic]
        for topic in after - before:
            self.watchers.setdefault(topic, set()).add(audience)
