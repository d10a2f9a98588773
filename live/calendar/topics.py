"""How pages show what calendars let them follow.

A change brings, of each event that it is about, all that is of it in the page's window; a page where it is not and was
not gets nothing. Where it was before a change is told by its traces.
"""

from functools import partial

from django.template.loader import render_to_string
from django.utils import timezone

from live.calendar import home, invitations, occurring, recurrence, windows
from live.calendar.about import context_of
from live.calendar.chips import chips_of
from live.calendar.models import Event, Trace
from live.calendar.rights import calendars_of_people, fingerprint
from live.calendar.sharing import EVERYBODY
from live.calendar.windows import DAY, midnight
from live.engine import topics
from live.engine.fragments import Personal, Shown, View, load, shows

SPREAD = 10_000  # milliseconds in which the pages of a time zone turn to the next day


class Grid(View):
    """A window of a calendar; busy: without saying what it is that takes place, and without what stands on the page
    because its person is asked to it (`month-busy:2026-11,7,12`).
    """

    outlives_rights = True

    def __init__(self, kind, is_busy=False):
        self.kind = kind
        self.is_busy = is_busy

    def render(self, happened, objects, topic, argument):
        argument, *besides = argument.split(",")
        if any(verb == "changed" and subject.startswith("calendar.calendar.") for verb, subject in happened):
            return anew()  # so much that a page is quicker fetched anew: an import
        subjects = [subject for verb, subject in happened if verb != "rights"]
        window = windows.parse(self.kind, argument)
        traces = [thing for thing in map(objects.get, subjects) if isinstance(thing, Trace)]
        left = {trace.series for trace in traces if occurring.was_there(trace, window)}
        numbers = dict.fromkeys(_number(subject, objects) for subject in subjects)
        calendar = topics.parse(topic)[1]
        return "".join(
            self._event(number, objects.get(f"calendar.event.{number}"), number in left, calendar, window)
            for number in numbers
            if number and str(number) not in besides
        )

    def _event(self, number, event, was_there, calendar, window):
        chips = []
        if event and event.calendar_id == calendar:
            chips = chips_of(occurring.of_one(event, window.starts, window.ends), window)
        if not chips and not was_there:
            return ""
        for chip in chips:
            chip.is_busy = self.is_busy
        context = {"chips": chips, "number": str(number), "calendar": str(calendar), "live": True}
        return render_to_string("calendar/chip.html#all", context)


def _number(subject, objects):
    model, pk = topics.parse(subject)
    if model is Event:
        return pk
    trace = objects.get(subject)
    return trace.series if isinstance(trace, Trace) else None


for kind in windows.KINDS:
    shows("calendar.calendar", kind)(partial(Grid, kind))
    shows("calendar.outline", f"{kind}-busy")(partial(Grid, kind, is_busy=True))


@shows("calendar.event", "page")
class EventPage(View):
    """An event's page; the argument is the slot of the series that it is about."""

    def render(self, happened, objects, topic, argument):
        event = objects.get(topic) or next(iter(load([topic]).values()), None)
        verbs = {verb for verb, _subject in happened}
        if event is None or not verbs & {"changed", "attendance"}:
            return ""
        occurrence = occurring.find(event, argument)
        if occurrence is None:
            return render_to_string("calendar/event.html#gone", {"event": event, "live": True})
        part = "changed" if "changed" in verbs else "attendance_changed"
        return render_to_string(f"calendar/event.html#{part}", context_of(occurrence) | {"live": True})


@shows.personal("calendars")
class Calendars(Personal):
    """Which calendars there are for a person: a page that was made for others fetches itself anew, as does at midnight
    one that says which day is today.

    The argument is the fingerprint of those for which it was made, and after a colon that day.
    """

    def render(self, people):
        granted = calendars_of_people({viewer.user_id for viewer in people})
        asked = invitations.beside(granted)
        return {viewer: self._shown(viewer, granted[viewer.user_id], asked[viewer.user_id]) for viewer in people}

    def _shown(self, viewer, granted, asked):
        made_for, _colon, day = viewer.argument.partition(":")
        today, html = timezone.localdate(), ""
        if made_for != fingerprint(granted, asked if day else None):
            html = anew()
        elif day and day != today.isoformat():
            html = anew(delay=viewer.user_id * 97 % SPREAD)
        follows = {EVERYBODY, f"accounts.user.{viewer.user_id}", f"calendar.guest.{viewer.user_id}"}
        return Shown(html, follows, midnight(today + DAY) if day else None)


@shows.personal("asked")
class Asked(Personal):
    """What somebody is asked to in calendars that are not on their pages; the argument is the window of the page."""

    def render(self, people):
        asked = invitations.beside(calendars_of_people({viewer.user_id for viewer in people}))
        seen = {viewer: windows.named(viewer.argument) for viewer in people}
        first, last = min(each.starts for each in seen.values()), max(each.ends for each in seen.values())
        rows = occurring.around(Event.objects.for_chips().filter(invitations.of_people(asked)), first, last)
        rows = list(rows.select_related("calendar"))
        return {viewer: self._shown(viewer, window, asked[viewer.user_id], rows) for viewer, window in seen.items()}

    def _shown(self, viewer, window, asked, rows):
        numbers = invitations.numbers_in(asked)
        own = [row for row in rows if row.number in numbers]
        chips = chips_of(recurrence.occurrences(own, window.starts, window.ends), window)
        for chip in chips:
            chip.is_asked = True
        html = render_to_string("calendar/chip.html#asked", {"chips": chips, "live": True})
        return Shown(html, {f"calendar.guest.{viewer.user_id}"})


@shows("calendar.calendar", "coming")
class ComingToStrangers(View):
    """The front page of those who are not signed in: what comes next in all public calendars."""

    def render(self, happened, objects, topic, argument):
        return _coming(home.section_of_strangers())


@shows.personal("coming")
class Coming(Personal):
    """What comes next, on a person's front page."""

    def render(self, people):
        sections = home.sections_of({viewer.user_id for viewer in people})
        return {viewer: self._shown(viewer, *sections[viewer.user_id]) for viewer in people}

    def _shown(self, viewer, section, calendars):
        own = {f"accounts.user.{viewer.user_id}", f"calendar.guest.{viewer.user_id}"}
        follows = {EVERYBODY, *own, *map(topics.name_of, calendars)}
        return Shown(_coming(section), follows, home.until(section))


def _coming(section):
    return render_to_string("calendar/home.html#changed", {"section": section, "live": True})


def anew(delay=0):
    return render_to_string("calendar/calendar.html#changed", {"live": True, "oob": True, "delay": delay})
