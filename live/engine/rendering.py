"""What happened on one topic, as the frames that bring pages on."""

from live.engine import changes, fragments, metrics
from live.engine.audiences import Steps, TopicAudience
from live.engine.changes import Entry, Log, Place
from live.engine.wires import Frame, SharedFrame

AT_ONCE = 40  # changes in a frame: keeps it near 64 KB


class Rendering:
    """Renders each variant from each starting place once; the subjects are loaded once for all."""

    def __init__(self, log: Log):
        self.log = log
        self.frames: dict[tuple, Steps] = {}
        self.objects: dict | None = None
        self.happened: set[tuple[str, str]] = set()  # what was rendered so far

    def steps(self, audience: TopicAudience, place: Place) -> Steps:
        """Frames that bring a page of the audience from `place` to the head. Raises OutOfReach."""
        key = (audience.variant, place)
        if key not in self.frames:
            entries = self.log.after(place)
            self.frames[key] = [self._step(audience, chunk) for chunk in _in_frames(entries)]
        return self.frames[key]

    def _step(self, audience: TopicAudience, entries: list[Entry]) -> tuple[Frame, Place]:
        happened = changes.coalesce(entries)
        self.happened.update(happened)
        place = Place(self.log.head.topic, entries[-1].position, entries[-1].mark)
        metrics.renderings.inc()
        return SharedFrame(fragments.frame(place, happened, self._load(), audience.variant)), place

    def _load(self) -> dict:
        if self.objects is None:
            self.objects = fragments.load({entry.subject for entry in self.log.entries})
        return self.objects


def _in_frames(entries: list[Entry]) -> list[list[Entry]]:
    return [entries[start : start + AT_ONCE] for start in range(0, len(entries), AT_ONCE)]
