"""What people fill in about events."""

from datetime import timedelta

from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from live.accounts.choices import time_zones
from live.calendar import initial as initials
from live.calendar import reminding, repeating, services, suggesting
from live.calendar.conflicts import Conflict
from live.calendar.fields import SCOPES, LocalMoment, People, others_than
from live.calendar.initial import TEXTS
from live.calendar.models import Calendar, Event
from live.calendar.moments import as_stored, wall_of


class EventForm(forms.Form):
    """An event, or one of a series. The fields that most events need come first."""

    title = forms.CharField(label=_("Title"), max_length=200)
    all_day = forms.BooleanField(label=_("All day"), required=False)
    starts = LocalMoment(label=_("Starts"))
    ends = LocalMoment(label=_("Ends"))
    calendar = forms.ModelChoiceField(label=_("Calendar"), queryset=None, to_field_name="slug", empty_label=None)
    time_zone = forms.ChoiceField(label=_("Time zone"), choices=time_zones)

    place = forms.CharField(label=_("Place"), max_length=200, required=False)
    description = forms.CharField(
        label=_("Description"), max_length=20_000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
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

    FIRST = ("scope", "title", "all_day", "starts", "ends", "calendar", "time_zone")
    MORE = ("place", "description", "repeat", "every", "days", "until", "times", "capacity", "reminder")
    LAST = ("status", "transparent", "invite")

    use_required_attribute = False  # what is missing is said as all else is

    suggestions = None  # times that suit all, once somebody has asked for them

    def __init__(self, data=None, *, user, occurrence=None, day=None, hour=None, span=None, invite=()):
        """`day`, `hour`, `span` (two instants) and `invite` (numbers of people): what it begins with."""
        self.user, self.occurrence = user, occurrence
        initial = initials.of_occurrence(occurrence) if occurrence else initials.for_new(user, day, hour)
        initial |= initials.of_span(span, initial["time_zone"]) | {"invite": invite}
        super().__init__(data, initial=initial, auto_id="event_%s")
        self.fields["title"].widget.attrs["autofocus"] = data is None
        self.fields["calendar"].queryset = Calendar.objects.writable_by(user)
        self.fields["calendar"].choices = initials.choices_for(user)
        self.fields["invite"].queryset = others_than(user)
        if initial.get("repeat") == repeating.AS_IT_IS:
            self.fields["repeat"].choices = [(repeating.AS_IT_IS, _("As it is")), *repeating.CHOICES]
        if occurrence:
            del self.fields["reminder"]
        if not (occurrence and occurrence.recurrence_id):
            del self.fields["scope"]
        if occurrence and occurrence.event.recurrence_id:  # what was changed of one slot has no rule of its own
            self.fields["scope"].choices = SCOPES[:1]
            for name in repeating.FIELDS:
                del self.fields[name]

    @classmethod
    def helped(cls, data, **about):
        """With all that was typed, where a button asked for help rather than to save; None where none did."""
        if not {"find", "take"} & set(data):
            return None
        form = cls(**about)
        form.fields["title"].widget.attrs["autofocus"] = False
        for name, field in form.fields.items():
            form.initial[name] = field.widget.value_from_datadict(data, {}, name)
        if "take" in data:
            form.initial |= suggesting.taken(data["take"])
            form.fields["starts"].widget.attrs["autofocus"] = True
        else:
            form.suggestions = suggesting.for_form(form)
        return form

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
            given["starts"], given["ends"] = initials.midnight_of(given["starts"]), initials.midnight_of(given["ends"])
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
            before = wall_of(initials.starts_of(self.occurrence), vars(event))
            given["days"] = repeating.days_after_moving(given.get("days", []), before, given["starts"])
        return repeating.rule(given, initials.first_instance(given))

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
