"""Personal views, as the renderer keeps them: shown to one person's pages, at most once a second."""

from collections.abc import Callable

from django.utils import timezone

from live.engine import presence
from live.engine.audiences import Page, PersonalAudience
from live.engine.fragments import Shown, shows, speaking
from live.engine.notices import live_frame
from live.engine.wires import Frame

EVERY = 1.0  # seconds between two showings to one person
OFTEN = 0.05  # seconds between looks at what has moved


class Stand:
    """What the pages of one person with one personal view were last shown."""

    __slots__ = ("html", "last", "newcomers", "topics")

    def __init__(self):
        self.last = 0.0
        self.html = ""
        self.topics: set[str] = set()
        self.newcomers: list[tuple[Page, int]] = []


class People:
    """Runs in the renderer's thread. `post(function, *arguments)` hands something to the event loop."""

    def __init__(self, post: Callable):
        self.post = post
        self.stands: dict[PersonalAudience, Stand] = {}
        self.watchers: dict[str, set[PersonalAudience]] = {}
        self.stirred: set[str] = set()  # topics that have moved since the last look
        self.due: dict[PersonalAudience, float] = {}
        self.ends: dict[PersonalAudience, float] = {}  # when what they were shown is not so any more
        self.next_look = self.next_roll_call = self.next_end = 0.0
        self.here: set[str] = set()  # whereabouts of those who were here at the last roll call

    def join(self, audience: PersonalAudience, page: Page, visit: int) -> None:
        self.stands.setdefault(audience, Stand()).newcomers.append((page, visit))
        self.due[audience] = 0.0

    def drop(self, audience: PersonalAudience) -> None:
        stand = self.stands.pop(audience, None)
        self.due.pop(audience, None)
        self.ends.pop(audience, None)
        if stand:
            self._watch(audience, stand.topics, set())

    def moved(self, topic: str) -> None:
        if topic in self.watchers:
            self.stirred.add(topic)

    def renamed(self, topics: set[str]) -> None:
        """Views that say what these are called have them for their argument."""
        for audience, stand in self.stands.items():
            if not topics.isdisjoint(audience.viewer.argument.split()):
                self.due.setdefault(audience, stand.last + EVERY)

    def look(self, now: float) -> None:
        """Render for those whose turn it is: together for each view, language and time zone."""
        if now >= self.next_look:
            self.next_look = now + OFTEN
            self._call_the_roll(now)
            self._note_what_moved()
            self._note_what_ended(now)
        together: dict[tuple, list[PersonalAudience]] = {}
        for audience in [audience for audience, when in self.due.items() if when <= now]:
            self.due[audience] = now + EVERY  # until it has been shown: again then, if that fails
            viewer = audience.viewer
            together.setdefault((audience.view, viewer.language, viewer.time_zone), []).append(audience)
        for (view, language, time_zone), audiences in together.items():
            with speaking(language, time_zone):
                self._show(view, audiences, now)

    def _call_the_roll(self, now: float) -> None:
        """Whom personal views show as here or not: looked up together, once a second."""
        wanted = [name for name in self.watchers if name.startswith(presence.whereabouts(0)[:-1])]
        if not wanted or now < self.next_roll_call:
            return
        self.next_roll_call = now + EVERY
        here = presence.people_here(int(name.rpartition(".")[2]) for name in wanted)
        before, self.here = self.here, {presence.whereabouts(user_id) for user_id in here}
        self.stirred |= (before ^ self.here) & set(wanted)

    def _note_what_moved(self) -> None:
        for topic in self.stirred:
            for audience in self.watchers.get(topic, ()):
                self.due.setdefault(audience, self.stands[audience].last + EVERY)
        self.stirred.clear()

    def _note_what_ended(self, now: float) -> None:
        """Of what time alone changes, once a second."""
        if now >= self.next_end:
            self.next_end = now + EVERY
            for audience in [audience for audience, when in self.ends.items() if when <= now]:
                self.due.setdefault(audience, now)

    def _show(self, view: str, audiences: list[PersonalAudience], now: float) -> None:
        viewers = {audience.viewer: audience for audience in audiences}
        shown = shows.personal_views[view].render(list(viewers))
        for viewer, audience in viewers.items():
            self._hand_over(audience, shown.get(viewer, Shown("", set())), now)

    def _hand_over(self, audience: PersonalAudience, shown: Shown, now: float) -> None:
        stand = self.stands[audience]
        frame = Frame(shown.html, audience.view) if shown.html else None
        if frame and shown.html != stand.html:
            self.post(audience.show, frame)
        for page, visit in stand.newcomers:
            beside = [frame] if frame else []
            self.post(audience.welcome, page, visit, None, [], [*beside, live_frame(audience.viewer.language)])
        self._watch(audience, stand.topics, shown.topics)
        stand.html, stand.topics, stand.newcomers, stand.last = shown.html, shown.topics, [], now
        del self.due[audience]
        self.ends.pop(audience, None)
        if shown.until:
            self.ends[audience] = now + max(EVERY, (shown.until - timezone.now()).total_seconds())

    def _watch(self, audience: PersonalAudience, before: set[str], after: set[str]) -> None:
        for topic in before - after:
            self.watchers[topic].discard(audience)
            if not self.watchers[topic]:
                del self.watchers[topic]
        for topic in after - before:
            self.watchers.setdefault(topic, set()).add(audience)
