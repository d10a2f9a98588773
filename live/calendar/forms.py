"""What people fill in about events."""

import secrets
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from django import forms
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext_lazy as _

from live.accounts.choices import time_zones
from live.calendar import occurring, reminding, repeating, services
from live.calendar.models import Attendance, Calendar, Event, Right
from live.calendar.moments import as_stored, wall_of
from live.calendar.rights import calendars_of

HOUR = timedelta(hours=1)
YEARS = 1900, 2199
TEXTS = ("title", "place", "description", "capacity", "status", "transparent")
SCOPES = [
    (services.THIS, _("This event")),
    (services.FOLLOWING, _("This and following")),
    (services.ALL, _("All events")),
]


def as_sent(data):
    """The fields of a frame as a form takes them."""
    return MultiValueDict({name: value if isinstance(value, list) else [value] for name, value in data.items()})


class LocalMoment(forms.Field):
    """A time on the wall: which zone's, another field says."""

    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
    default_error_messages = {"invalid": _("Enter a day and a time.")}

    def to_python(self, value):
        if value in self.empty_values or isinstance(value, datetime):
            return value or None
        try:
            moment = datetime.fromisoformat(value.strip())
        except ValueError:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from None
        if not YEARS[0] <= moment.year <= YEARS[1]:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return moment.replace(tzinfo=None, second=0, microsecond=0)


class People(forms.ModelMultipleChoiceField):
    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, person):
        return f"{person.name} ({person.username})"


class EventForm(forms.Form):
    """An event, or one of a series. The fields that most events need come first."""

    title = forms.CharField(label=_("Title"), max_length=200)
    all_day = forms.BooleanField(label=_("All day"), required=False)
    starts = LocalMoment(label=_("Starts"))
    ends = LocalMoment(label=_("Ends"))
    calendar = forms.ModelChoiceField(label=_("Calendar"), queryset=None, to_field_name="slug", empty_label=None)

    place = forms.CharField(label=_("Place"), max_length=200, required=False)
    description = forms.CharField(
        label=_("Description"), max_length=20_000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    time_zone = forms.ChoiceField(label=_("Time zone"), choices=time_zones)
    repeat = forms.ChoiceField(label=_("Repeat"), choices=repeating.CHOICES, required=False)
    every = forms.IntegerField(
        label=_("Every"), min_value=1, max_value=999, required=False, help_text=_("2: every other week, say")
    )
    days = forms.MultipleChoiceField(
        label=_("On these weekdays"),
        choices=repeating.WEEKDAY_CHOICES,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Of what is weekly; on the day on which it starts, if you choose none."),
    )
    until = forms.DateField(
        label=_("Until"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    times = forms.IntegerField(label=_("Times"), min_value=1, max_value=1000, required=False)
    capacity = forms.IntegerField(
        label=_("Capacity"),
        min_value=1,
        max_value=100_000,
        required=False,
        help_text=_("How many may come; who says yes after that waits in line."),
    )
    reminder = forms.TypedChoiceField(
        label=_("Reminder"),
        choices=[("", _("None")), *reminding.MINUTES],
        coerce=int,
        empty_value=None,
        required=False,
        help_text=_("For you; more of them, and those of others, on the event's page."),
    )
    status = forms.ChoiceField(label=_("Status"), choices=Event.Status, initial=Event.Status.CONFIRMED, required=False)
    transparent = forms.BooleanField(label=_("Leaves people free"), required=False)
    invite = People(label=_("Invite"), queryset=None, required=False)
    scope = forms.ChoiceField(label=_("Change"), choices=SCOPES, widget=forms.RadioSelect, initial=services.THIS)
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    at = forms.CharField(required=False, widget=forms.HiddenInput)
    nonce = forms.RegexField(r"[\w-]{8,64}", required=False, widget=forms.HiddenInput)

    FIRST = ("scope", "title", "all_day", "starts", "ends", "calendar")
    MORE = ("place", "description", "time_zone", "repeat", "every", "days", "until", "times", "capacity", "reminder")
    LAST = ("status", "transparent", "invite")

    use_required_attribute = False  # what is missing is said as all else is

    def __init__(self, data=None, *, user, occurrence=None, day=None, hour=None):
        self.user, self.occurrence = user, occurrence
        initial = _initial_of(occurrence) if occurrence else _initial_new(user, day, hour)
        super().__init__(data, initial=initial, auto_id="event_%s")
        self.fields["calendar"].queryset = Calendar.objects.writable_by(user)
        self.fields["calendar"].choices = _choices(user)
        self.fields["invite"].queryset = _others(user, occurrence)
        if initial.get("repeat") == repeating.AS_IT_IS:
            self.fields["repeat"].choices = [(repeating.AS_IT_IS, _("As it is")), *repeating.CHOICES]
        if not (occurrence and occurrence.recurrence_id):
            del self.fields["scope"]
        if occurrence:
            del self.fields["reminder"]
        if occurrence and occurrence.event.recurrence_id:  # what was changed of one slot has no rule of its own
            self.fields["scope"].choices = SCOPES[:1]
            for name in repeating.FIELDS:
                del self.fields[name]

    @property
    def first(self):
        return [self[name] for name in self.FIRST if name in self.fields]

    @property
    def more(self):
        return [self[name] for name in (*self.MORE, *self.LAST) if name in self.fields]

    def clean(self):
        if self.errors:
            return
        self._clean_ends()
        if "repeat" in self.fields and not self.errors:
            self._clean_rule()

    def _clean_ends(self):
        given = self.cleaned_data
        if given["all_day"]:
            given["starts"], given["ends"] = _midnight(given["starts"]), _midnight(given["ends"])
            if given["ends"] < given["starts"]:
                self.add_error("ends", _("It cannot end before it starts."))
        elif given["ends"] <= given["starts"]:
            self.add_error("ends", _("It cannot end before it starts."))

    def _clean_rule(self):
        given = self.cleaned_data
        if repeating.says_no_more(given, given["starts"]):
            self.add_error("until", _("This is before it starts."))
            return
        try:
            given["rrule"] = self._rule()
        except ValidationError as error:
            self.add_error("repeat", error)

    def _rule(self):
        given, event = self.cleaned_data, self.occurrence and self.occurrence.event
        if not given["repeat"]:
            return ""
        if given["repeat"] == repeating.AS_IT_IS:
            return event.rrule
        if event:
            before = wall_of(_starts(self.occurrence), vars(event))
            given["days"] = repeating.days_after_moving(given.get("days", []), before, given["starts"])
        return repeating.rule(given, _first_instance(given))

    def values(self):
        """The fields of the event."""
        given = self.cleaned_data
        ends = given["ends"] + timedelta(days=1) if given["all_day"] else given["ends"]
        values = {name: given[name] for name in (*TEXTS, "all_day", "time_zone", "calendar")}
        values |= {"starts": as_stored(given["starts"], given), "ends": as_stored(ends, given)}
        values["status"] = values["status"] or Event.Status.CONFIRMED
        return values | ({"rrule": given["rrule"]} if "rrule" in given else {})

    # Saving

    @transaction.atomic
    def create(self):
        nonce, invited = self.cleaned_data["nonce"], self.cleaned_data["invite"]
        event = services.create_event(self.user, invited=invited, nonce=nonce, **self.values())
        if self.cleaned_data["reminder"] is not None:
            reminding.remind_of(event, self.user, self.cleaned_data["reminder"])
        return event

    def change(self):
        """Raises services.Outdated."""
        scope, version = self.cleaned_data.get("scope", services.ALL), self.cleaned_data["version"]
        event = services.change_event(self.user, self.occurrence, self.values(), scope, version)
        services.invite(self.user, event, self.cleaned_data["invite"])
        return event

    def refuse(self, current):
        """Somebody was faster: say who and what, and let what was typed stand for another try."""
        self.conflict = Conflict(self, current)
        self.data = self.data.copy()
        self.data["version"] = str(current.version)
        self.add_error(None, self.conflict.message)


class Conflict:
    """What somebody else has made of an event meanwhile, beside what was typed."""

    def __init__(self, form, current):
        self.current = current
        theirs = _initial_of(occurring.as_it_is(current, form.occurrence))
        self.rows = [
            (field.label, _shown(form, field.name, theirs.get(field.name)), _shown(form, field.name, field.value()))
            for field in form
            if field.name in theirs and field.name not in ("version", "at", "scope", "nonce")
        ]
        self.rows = [row for row in self.rows if row[1] != row[2]]

    @property
    def message(self):
        who = self.current.changed_by.name if self.current.changed_by else _("Somebody")
        said = {"who": who, "when": timezone.localtime(self.current.changed_at).strftime("%H:%M")}
        return _("%(who)s changed it at %(when)s, while you wrote. Compare both; saving again keeps yours.") % said


def _shown(form, name, value):
    field = form.fields[name]
    value = field.widget.format_value(value) if hasattr(field.widget, "format_value") else value
    if isinstance(value, list):
        value = value[0] if value and not isinstance(field, forms.MultipleChoiceField) else ", ".join(map(str, value))
    choices = {str(key): label for key, label in getattr(field, "choices", [])} if name != "invite" else {}
    if isinstance(field, forms.BooleanField):
        return _("yes") if value in (True, "on", "True", "true") else _("no")
    return str(choices.get(str(value), "" if value is None else value))


# What a form begins with


def _initial_of(occurrence):
    event = occurrence.event
    starts, ends = [wall_of(moment, vars(event)) for moment in map(occurring.midnight_utc, occurrence[1:3])]
    if event.all_day:
        ends -= timedelta(days=1)
    rule = {} if event.recurrence_id else repeating.asked_for(event, _first_instance(vars(event) | {"starts": starts}))
    named = {name: getattr(event, name) for name in (*TEXTS, "all_day", "time_zone", "version")}
    calendar = event.calendar.slug
    return named | rule | {"starts": starts, "ends": ends, "calendar": calendar, "at": occurrence.recurrence_id}


def _initial_new(user, day, hour):
    now = timezone.localtime()
    starts = datetime.combine(day or now.date(), time(hour if hour is not None else 9))
    if hour is None and starts.date() == now.date():
        starts = (now + HOUR).replace(minute=0, second=0, microsecond=0, tzinfo=None)
    zone = timezone.get_current_timezone_name()
    times = {"starts": starts, "ends": starts + HOUR, "time_zone": zone}
    return times | {"calendar": _usual_calendar(user), "every": 1, "nonce": secrets.token_urlsafe(16)}


def _usual_calendar(user):
    """Where most things belong that a group plans: what all of it may write, or else one's own."""
    granted = [each.calendar for each in calendars_of(user) if each.may_write]
    shared = [calendar for calendar in granted if calendar.everybody == Right.WRITE]
    return next((calendar.slug for calendar in [*shared, *granted]), None)


def _starts(occurrence):
    return occurring.midnight_utc(occurrence.starts)


def _first_instance(given):
    """As `recurrence.clean` wants it: a date, or a moment in the event's zone."""
    if given["all_day"]:
        return given["starts"].date()
    return as_stored(given["starts"], given).astimezone(ZoneInfo(given["time_zone"]))


def _midnight(moment):
    return datetime.combine(moment.date(), time())


def _choices(user):
    return [(each.calendar.slug, each.calendar.name) for each in calendars_of(user) if each.may_write]


def _others(user, occurrence):
    people = get_user_model().objects.active().exclude(pk=user.pk)
    if occurrence:
        people = people.exclude(attendances__event=occurrence.event.number)
    return people.order_by("username")


class AnswerForm(forms.Form):
    """Yes, no or maybe, with a note."""

    answer = forms.ChoiceField(
        choices=[choice for choice in Attendance.Answer.choices if choice[0] in ("yes", "no", "maybe")]
    )
    note = forms.CharField(label=_("Note"), max_length=200, required=False)

    @property
    def said(self):
        return {"said": self.cleaned_data["answer"], "note": self.cleaned_data["note"]}


class InviteForm(forms.Form):
    invite = People(label=_("Invite"), queryset=None)

    def __init__(self, data=None, *, user, occurrence):
        super().__init__(data)
        self.fields["invite"].queryset = _others(user, occurrence)


class ScopeForm(forms.Form):
    """Which of a series is to be deleted."""

    scope = forms.ChoiceField(label=_("Delete"), choices=SCOPES, widget=forms.RadioSelect, initial=services.THIS)
