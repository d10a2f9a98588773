"""The calendar's fragments in their states, from events and people that are nowhere else."""

from datetime import UTC, date, datetime, timedelta

from django import forms

from live.accounts.samples import person
from live.calendar import windows
from live.calendar.chips import chips_of
from live.calendar.forms import EventForm
from live.calendar.home import Coming
from live.calendar.ics.models import Import
from live.calendar.models import Attendance, Calendar, Event
from live.calendar.recurrence import Occurrence
from live.calendar.small_forms import AnswerForm, ScopeForm
from live.engine.sample import Sample

EVENING = datetime(2026, 11, 20, 18, tzinfo=UTC)
LONG = "A meeting about the front page, the back page, all pages between, and who writes which of them by when"
ARABIC = "الاجتماع في الساعة 10 (قاعة A)"
DAY = '<div class="day"><div class="day__chips">{}</div></div>'
HOURS = '<div class="hours__chips">{}</div>'
AGENDA = '<div class="agenda__chips">{}</div>'
PAGE = '<div class="page page--reading">{}</div>'
OPENED = '<div class="specimen__opened">{}</div>'


def event(title="Choir", **fields):
    calendar = Calendar(pk=3, name="Team", slug="team", hue=8)
    times = {"starts": EVENING, "ends": EVENING + timedelta(hours=2), "time_zone": "Europe/Berlin"}
    return Event(**{"pk": 7, "calendar": calendar, "title": title, "organiser": person("grace")} | times | fields)


def chip(title="Choir", kind="month", days=0, is_busy=False, **fields):
    it = event(title, **fields)
    starts = date(2026, 11, 19) if days else it.starts
    occurrence = Occurrence(it, starts, starts + timedelta(days=days) if days else it.ends, "")
    found = chips_of([occurrence], windows.of(kind, date(2026, 11, 20)))[min(1, max(days - 1, 0))]
    found.is_busy = is_busy
    return {"chip": found}


def pushed():
    chips = [chip()["chip"], chip("Choir", days=3)["chip"]]
    return {"chips": chips, "number": "7", "calendar": "3"}


def coming(*titles):
    events = map(event, titles)
    return {"section": {"occurrences": [Coming(Occurrence(each, each.starts, each.ends, "")) for each in events]}}


def facts(title="Choir", **fields):
    it = event(title, place="The hall", description="**Doors** at six.", **fields)
    when = {"starts": it.starts, "ends": it.ends, "is_one_day": False, "ends_same_day": True}
    return {"event": it, "in_words": "Every week", "swap": ""} | when | people()


def people(capacity=None, *answers):
    said = [Attendance(user=person(name), answer=answer, note=note) for name, answer, note in answers]
    return {"series": event(capacity=capacity), "attendances": said, "coming": len(said), "swap": ""}


class FormWithoutDatabase(EventForm):
    """The same with one calendar to choose, and nobody to invite."""

    def __init__(self, **initial):
        forms.Form.__init__(self, initial=initial, auto_id="event_%s")
        self.occurrence = None
        self.fields["calendar"].choices = [("team", "Team")]
        del self.fields["scope"], self.fields["invite"]


def form(**others):
    given = {"title": "Choir", "starts": EVENING, "ends": EVENING, "place": "The hall", "repeat": "weekly"}
    made = FormWithoutDatabase(**given)
    for name, value in others.items():
        setattr(made, name, value)
    return {"form": made, "event": None, "occurrence": None}


def conflict():
    """Somebody was faster."""
    rows = [("Title", "Band", "Choir"), ("Place", "Cellar", "The hall")]
    return form(conflict=type("Conflict", (), {"rows": rows}))


def deleting():
    return {
        "event": event(),
        "occurrence": Occurrence(event(), EVENING, EVENING, "20261120T180000Z"),
        "form": ScopeForm(),
    }


def answering(answer=""):
    return {"my_answer": answer, "answer_form": AnswerForm(initial={"note": "I bring tea."}), "series": event()}


SOME = [("ada", "yes", ""), ("grace", "waiting", "I bring tea, and whatever else is wanted"), ("linus", "no", "")]

CHIPS = [
    Sample("calendar/chip.html#item", "usual", chip, DAY),
    Sample("calendar/chip.html#item", "busy", lambda: chip(is_busy=True), DAY),
    Sample("calendar/chip.html#item", "several days", lambda: chip("Conference", days=3, all_day=True), DAY),
    Sample("calendar/chip.html#item", "long text", lambda: chip(LONG, place=LONG), DAY),
    Sample("calendar/chip.html#item", "right-to-left", lambda: chip(ARABIC), DAY),
    Sample("calendar/chip.html#item", "tentative", lambda: chip(status="tentative"), DAY),
    Sample("calendar/chip.html#item", "cancelled", lambda: chip(status="cancelled"), DAY),
    Sample("calendar/chip.html#item", "by the hour", lambda: chip(kind="week", place="The hall"), HOURS),
    Sample("calendar/chip.html#item", "in an agenda", lambda: chip(kind="agenda", place="The hall"), AGENDA),
    Sample("calendar/chip.html#items", "usual", lambda: {"chips": [chip()["chip"]]}, DAY),
    Sample("calendar/chip.html#all", "usual", pushed, DAY),
    Sample("calendar/chip.html#all", "gone", lambda: {"chips": [], "number": "7", "calendar": "3"}, DAY),
]
EVENTS = [
    Sample("calendar/event.html#facts", "usual", facts, PAGE),
    Sample("calendar/event.html#facts", "long text", lambda: facts(LONG), PAGE),
    Sample("calendar/event.html#facts", "right-to-left", lambda: facts(ARABIC, status="cancelled"), PAGE),
    Sample("calendar/event.html#title", "usual", lambda: {"event": event()}),
    Sample("calendar/event.html#attendance", "usual", lambda: people(2, *SOME), PAGE),
    Sample("calendar/event.html#attendance", "empty", people, PAGE),
    Sample("calendar/event.html#attendance_changed", "usual", lambda: people(None, *SOME), PAGE),
    Sample("calendar/event.html#changed", "usual", facts, PAGE),
    Sample("calendar/event.html#gone", "usual", lambda: {"event": event()}, PAGE),
    Sample("calendar/event.html#answers", "usual", answering, PAGE),
    Sample("calendar/event.html#my_answer", "yes", lambda: answering("yes"), PAGE),
    Sample("calendar/calendar.html#changed", "usual", lambda: {"delay": 0, "oob": True}),
]
FORMS = [
    Sample("calendar/form.html#form", "usual", form, PAGE),
    Sample("calendar/form.html#form", "somebody was faster", conflict, PAGE),
    Sample("calendar/form.html#editor", "usual", form, OPENED),
    Sample("calendar/form.html#conflict", "usual", conflict, PAGE),
    Sample("calendar/form.html#no_editor", "usual"),
    Sample("calendar/delete.html#question", "usual", deleting, PAGE),
    Sample("calendar/delete.html#confirm", "usual", deleting, OPENED),
    Sample("calendar/delete.html#done", "usual"),
]
COMING = [
    Sample("calendar/home.html", "usual", lambda: coming("Choir", LONG) | {"oob": False}),
    Sample("calendar/home.html#changed", "usual", lambda: coming("Choir", LONG, ARABIC)),
    Sample("calendar/home.html#changed", "empty", coming),
]


def imported(state, result=None, **fields):
    return {"import": Import(pk=4, file_name="team.ics", state=state, total=240, result=result or {}, **fields)}


def results():
    problem = {"what": "Tea", "line": 17, "reason": "It ends before it starts."}
    figures = {"added": 230, "changed": 1, "unchanged": 8, "answers": 2, "others": 1}
    return figures | {"problems": [problem], "more_problems": 3}


IMPORTS = [
    Sample("calendar/import.html#changed", "under way", lambda: imported("reading", done=120), PAGE),
    Sample("calendar/import.html#changed", "done", lambda: imported("done", results()), PAGE),
    Sample("calendar/import.html#changed", "failed", lambda: imported("failed", {"message": "No calendar."}), PAGE),
]
SAMPLES = [*COMING, *CHIPS, *EVENTS, *FORMS, *IMPORTS]
