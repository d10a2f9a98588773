"""What happened on one topic, as the frames that bring pages on."""

from live.engine import changes, fragments, metrics
from live.engine.audiences import Steps, TopicAudience
from live.engine.changes import Log, OutOfReach, Place
from live.engine.wires import Frame, SharedFrame

AT_ONCE = 40  # things in a frame: keeps it near 64 KB
ANEW = "anew"  # what a service records where so much looks different that pages had better fetch themselves anew
TOO_MANY = 300  # things: a page that has not seen as many is quicker fetched anew


class Rendering:
    """Renders each variant from each starting place once; the subjects are loaded once for all."""

    def __init__(self, log: Log):
        self.log = log
        self.frames: dict[tuple, Steps] = {}
        self.objects: dict | None = None
        self.happened: set[tuple[str, str]] = set()  # what was rendered so far

    def steps(self, audience: TopicAudience, place: Place) -> Steps:
        """Frames that bring a page of the audience from `place` to the head, each thing once. Raises OutOfReach.

        Only the last one moves it: a page that falls behind on the way begins again, which does no harm. There is
        none for what the audience's view does not show: the page then stays where it is, which does no harm either.
        """
        key = (audience.variant, place)
        if key not in self.frames:
            happened = changes.coalesce(self.log.after(place))
            if len(happened) > TOO_MANY or any(verb == ANEW for verb, _ in happened):
                raise OutOfReach(str(place))
            self.happened.update(happened)
            steps = [
                self._step(audience, happened[start : start + AT_ONCE], place if more else self.log.head)
                for start, more in _starts(happened)
            ]
            self.frames[key] = [(frame, there) for frame, there in steps if frame]
        return self.frames[key]

    def is_over(self, topic: str) -> bool:
        """Whether nothing more will come: its object was said to be over (verb `over`), and still is."""
        return ("over", topic) in self.happened and getattr(self._load().get(topic), "is_over", False)

    def _step(
        self, audience: TopicAudience, happened: list[tuple[str, str]], place: Place
    ) -> tuple[Frame | None, Place]:
        metrics.renderings.inc()
        html = fragments.frame(place, happened, self._load(), audience.variant)
        why = ", ".join(f"{verb} {subject}" for verb, subject in happened)
        return SharedFrame(html, why) if html else None, place

    def _load(self) -> dict:
        if self.objects is None:
            self.objects = fragments.load({entry.subject for entry in self.log.entries})
        return self.objects


def _starts(happened: list) -> list[tuple[int, bool]]:
    """Where a frame begins, and whether another follows."""
    return [(start, start + AT_ONCE < len(happened)) for start in range(0, len(happened), AT_ONCE)]
