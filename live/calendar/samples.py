"""The calendar's fragments in their states, from calendars and events that are nowhere else."""

from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace

from django import forms
from django.contrib.auth import get_user_model

from live.accounts.samples import person
from live.calendar.chips import chips_of
from live.calendar.forms import EventForm
from live.calendar.home import Coming
from live.calendar.models import Attendance, Calendar, Event, Import
from live.calendar.recurrence import Occurrence
from live.calendar.small_forms import AnswerForm, ScopeForm
from live.calendar.suggesting import Suggestion
from live.calendar.windows import Window
from live.engine.sample import Sample

NOON, DAY = datetime(2026, 11, 20, 12, tzinfo=UTC), timedelta(days=1)
NOVEMBER = Window("month", date(2026, 11, 20), date(2026, 10, 26), date(2026, 12, 7))
WEEK = Window("week", date(2026, 11, 20), date(2026, 11, 16), date(2026, 11, 23))
LONG = "A long meeting about what was said and what was meant by it, and who is to say so, " * 3
TEXT = "Bring **notes**, and\n\n1. the keys\n2. the tea"
Answer = Attendance.Answer


def event(title="Tea", **fields):
    calendar = Calendar(pk=2, slug="team", name="Team", hue=fields.pop("hue", 5))
    when = {"starts": NOON, "ends": NOON + timedelta(hours=1), "time_zone": "Europe/Berlin"}
    event = Event(**{"pk": 9, "calendar": calendar, "title": title, "organiser": person()} | when | fields)
    event.changed_by = person("grace")
    return event


def days(title="Fair", number=3, **fields):
    return event(title, starts=NOON.replace(hour=0), ends=NOON.replace(hour=0) + number * DAY, all_day=True, **fields)


def chips(event, window=NOVEMBER):
    starts, ends = (event.starts.date(), event.ends.date()) if event.all_day else (event.starts, event.ends)
    return chips_of([Occurrence(event, starts, ends, "")], window)


def chip(event, window=NOVEMBER, busy=False):
    found = chips(event, window)[0]
    found.is_busy = busy
    return {"chip": found}


def all_of(*chips):
    return {"number": 9, "calendar": 2, "chips": list(chips)}


def comes(username, answer, note=""):
    return Attendance(event=event(), user=person(username), answer=answer, note=note)


def people(*attendances, **fields):
    coming = sum(attendance.answer == Answer.YES for attendance in attendances)
    return {"attendances": list(attendances), "coming": coming, "series": event(**fields)}


def some_people():
    return people(
        comes("ada", Answer.YES),
        comes("grace", Answer.WAITING, "By train, so perhaps late"),
        comes("long", Answer.MAYBE, LONG[:200]),
        comes("noor", Answer.NONE),
        comes("linus", Answer.NO),
        capacity=1,
    )


def about(event, in_words="", **others):
    times = {"starts": event.starts, "ends": event.ends, "is_one_day": False, "ends_same_day": not event.all_day}
    return {"event": event, "in_words": in_words, **times} | some_people() | others


class Form(EventForm):
    """With one calendar, and nobody to invite."""

    def __init__(self, data=None, conflict=None, **initial):
        times = {"starts": NOON, "ends": NOON + timedelta(hours=1), "time_zone": "Europe/Berlin", "every": 1}
        forms.Form.__init__(self, data, initial=times | {"calendar": "team"} | initial, auto_id="event_%s")
        self.fields["calendar"].queryset, self.fields["calendar"].choices = Calendar.objects.none(), [("team", "Team")]
        self.fields["invite"].queryset = get_user_model().objects.none()
        self.conflict = conflict
        del self.fields["scope"]


def changed_meanwhile():
    return SimpleNamespace(rows=[("Title", "Tea", "Coffee"), ("Starts", "2026-11-20 13:00", "2026-11-20 15:00")])


def with_suggestions(number):
    form = Form(title="Tea")
    form.suggestions = [
        Suggestion(NOON + count * DAY, NOON + count * DAY + timedelta(hours=1)) for count in range(number)
    ]
    return form


def filling_in(form, occurrence=None):
    return {"form": form, "event": event(), "occurrence": occurrence}


def once():
    return Occurrence(event(), NOON, NOON + timedelta(hours=1), "")


def imported(state, result=None, **fields):
    return {"import": Import(pk=4, file_name="team.ics", state=state, total=240, result=result or {}, **fields)}


def results():
    problem = {"what": "Tea", "line": 17, "reason": "It ends before it starts."}
    figures = {"added": 230, "changed": 1, "unchanged": 8, "answers": 2, "others": 1}
    return figures | {"problems": [problem], "more_problems": 3}


def coming(*titles):
    events = map(event, titles)
    return {"section": {"occurrences": [Coming.of(Occurrence(each, each.starts, each.ends, "")) for each in events]}}


CHIPS = [
    Sample("calendar/chip.html#item", "usual", lambda: chip(event())),
    Sample("calendar/chip.html#item", "long text", lambda: chip(event(LONG[:200], place=LONG[:100]))),
    Sample("calendar/chip.html#item", "right-to-left", lambda: chip(event("اجتماع الفريق", place="القاعة"))),
    Sample("calendar/chip.html#item", "with a place", lambda: chip(event(place="The hall"))),
    Sample("calendar/chip.html#item", "all day", lambda: chip(days(number=1))),
    Sample("calendar/chip.html#item", "several days", lambda: chip(days())),
    Sample("calendar/chip.html#item", "in an hour grid", lambda: chip(event(), WEEK)),
    Sample("calendar/chip.html#items", "usual", lambda: {"chips": chips(event(), NOVEMBER)}),
    Sample("calendar/chip.html#item", "busy", lambda: chip(event(), busy=True)),
    Sample("calendar/chip.html#item", "cancelled", lambda: chip(event(status=Event.Status.CANCELLED))),
    Sample("calendar/chip.html#item", "tentative", lambda: chip(event(status=Event.Status.TENTATIVE))),
    *(
        Sample("calendar/chip.html#item", f"hue {hue}", lambda hue=hue: chip(event(f"Hue {hue}", hue=hue)))
        for hue in Calendar.HUES
    ),
    Sample("calendar/chip.html#items", "several", lambda: all_of(*chips(days()), *chips(event()))),
    Sample("calendar/chip.html#all", "there", lambda: all_of(*chips(days()))),
    Sample("calendar/chip.html#all", "gone", all_of),
    Sample("calendar/chip.html#asked", "usual", lambda: all_of(*chips(event()))),
    Sample("calendar/chip.html#asked", "nothing", all_of),
    Sample("calendar/calendar.html#changed", "usual", lambda: {"delay": 5000, "oob": True}),
]
EVENTS = [
    Sample("calendar/event.html#facts", "usual", lambda: about(event(place="The hall", description=TEXT))),
    Sample("calendar/event.html#facts", "a series", lambda: about(event(), "Every week on Friday")),
    Sample("calendar/event.html#facts", "planned in another zone", lambda: about(event(time_zone="Asia/Tokyo"))),
    Sample("calendar/event.html#facts", "several days", lambda: about(days())),
    Sample("calendar/event.html#facts", "cancelled", lambda: about(event(LONG[:200], status=Event.Status.CANCELLED))),
    Sample("calendar/event.html#attendance", "usual", lambda: some_people() | {"swap": ""}),
    Sample("calendar/event.html#attendance", "nobody", people),
    Sample("calendar/event.html#changed", "usual", lambda: about(event())),
    Sample("calendar/event.html#attendance_changed", "usual", some_people),
    Sample("calendar/event.html#gone", "usual", lambda: {"event": event()}),
    Sample("calendar/event.html#title", "usual", lambda: {"event": event()}),
    Sample("calendar/event.html#my_answer", "yes", lambda: {"answer_form": AnswerForm(), "my_answer": "yes"}),
    Sample("calendar/event.html#my_answer", "none yet", lambda: {"answer_form": AnswerForm(), "my_answer": ""}),
]
FORMS = [
    Sample("calendar/form.html#editor", "new", lambda: filling_in(Form())),
    Sample("calendar/form.html#editor", "edit", lambda: filling_in(Form(title="Tea", description=TEXT), once())),
    Sample("calendar/form.html#editor", "error", lambda: filling_in(Form({"title": "", "starts": "soon"}), once())),
    Sample("calendar/form.html#editor", "conflict", lambda: filling_in(Form(conflict=changed_meanwhile()), once())),
    Sample("calendar/form.html#editor", "times that suit all", lambda: filling_in(with_suggestions(3))),
    Sample("calendar/form.html#editor", "no time suits all", lambda: filling_in(with_suggestions(0))),
    Sample("calendar/form.html#no_editor"),
    Sample("calendar/delete.html#confirm", "usual", lambda: filling_in(None, once())),
    Sample("calendar/delete.html#confirm", "of a series", lambda: filling_in(ScopeForm(), once())),
    Sample("calendar/delete.html#done"),
    Sample("calendar/import.html#changed", "under way", lambda: imported("reading", done=120)),
    Sample("calendar/import.html#changed", "done", lambda: imported("done", results())),
    Sample("calendar/import.html#changed", "failed", lambda: imported("failed", {"message": "This is no calendar."})),
]
COMING = [
    Sample("calendar/home.html", "usual", lambda: coming("Choir", LONG) | {"oob": False}),
    Sample("calendar/home.html#changed", "usual", lambda: coming("Choir", LONG, "الاجتماع في الساعة 10")),
    Sample("calendar/home.html#changed", "empty", coming),
]
SAMPLES = [*COMING, *CHIPS, *EVENTS, *FORMS]
