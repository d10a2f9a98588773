"""How pages show what calendars let them follow.

A change brings, of each event that it is about, all that is of it in the page's window; a page where it is not and was not gets
nothing. Where it was before a change is told by its traces.
"""

from functools import partial

from django.template.loader import render_to_string

from live.calendar import occurring, windows
from live.calendar.chips import chips_of
from live.calendar.models import Event, Trace
from live.engine import topics
from live.engine.fragments import View, shows, state


class Grid(View):
    """A window of a calendar; busy: without saying what it is that takes place."""

    def __init__(self, kind, is_busy=False):
        self.kind = kind
        self.is_busy = is_busy

    def render(self, happened, objects, topic, argument):
        subjects = [subject for _verb, subject in happened]
        if any(_is_calendar(subject) for subject in subjects):
            return anew()
        window = windows.parse(self.kind, argument)
        traces = [thing for thing in map(objects.get, subjects) if isinstance(thing, Trace)]
        left = {trace.series for trace in traces if occurring.was_there(trace, window)}
        numbers = dict.fromkeys(_number(subject, objects) for subject in subjects)
        calendar = topics.parse(topic)[1]
        return "".join(
            self._event(number, objects.get(f"calendar.event.{number}"), number in left, calendar, window)
            for number in numbers
            if number
        )

    def _event(self, number, event, was_there, calendar, window):
        chips = []
        if event and event.calendar_id == calendar:
            chips = chips_of(occurring.of_one(event, window.starts, window.ends), window)
        if not chips and not was_there:
            return ""
        context = {"chips": chips, "number": number, "calendar": calendar, "busy": self.is_busy, "live": True}
        return render_to_string("calendar/chip.html#all", context)


def _is_calendar(subject):
    return subject.startswith(("calendar.calendar.", "calendar.outline.", "accounts."))


def _number(subject, objects):
    model, pk = topics.parse(subject)
    if model is Event:
        return pk
    trace = objects.get(subject)
    return trace.series if isinstance(trace, Trace) else None


for kind in windows.KINDS:
    shows("calendar.calendar", kind)(partial(Grid, kind))
    shows("calendar.outline", f"{kind}-busy")(partial(Grid, kind, is_busy=True))


@shows("accounts.site", "calendars")
@shows("accounts.user", "calendars")
class Calendars(View):
    """Which calendars there are for a person: a page that shows them fetches itself anew when that has changed."""

    def render(self, happened, objects, topic, argument):
        return anew() if any(verb == "calendars" for verb, _subject in happened) else ""


def anew():
    return state("resync", delay=0)
