"""Finding a time for some people: who is free when, side by side."""

from datetime import timedelta

from django import forms
from django.contrib.auth import get_user_model
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from live.calendar import finding, occurring
from live.calendar.models import Event
from live.calendar.rights import may_write

DAY = timedelta(days=1)
LENGTHS = [(30, _("30 minutes")), (60, _("1 hour")), (90, _("1½ hours")), (120, _("2 hours")), (240, _("4 hours"))]
SPANS = [("day", _("One day")), ("week", _("Seven days"))]


class TimesForm(forms.Form):
    people = forms.ModelMultipleChoiceField(
        queryset=None, to_field_name="username", label=_("People"), widget=forms.CheckboxSelectMultiple
    )
    day = forms.DateField(label=_("From"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    span = forms.ChoiceField(label=_("Show"), choices=SPANS)
    minutes = forms.TypedChoiceField(label=_("How long"), choices=LENGTHS, coerce=int)

    def __init__(self, data):
        super().__init__(data)
        self.fields["people"].queryset = get_user_model().objects.active().order_by("username")
        self.fields["people"].label_from_instance = lambda person: person.name

    def clean_people(self):
        people = list(self.cleaned_data["people"])
        if len(people) > finding.MOST:
            raise forms.ValidationError(_("Choose at most %(most)s people.") % {"most": finding.MOST})
        return people

    def clean_day(self):
        day = self.cleaned_data["day"]
        if not 1900 < day.year < 2200:
            raise forms.ValidationError(_("Choose another day."))
        return day


@login_required
@require_safe
def times(request):
    """`?event=` begins with those who are asked to an event, on its day."""
    event = _event(request)
    form = TimesForm(_wished(request, event))
    context = {"form": form, "event": event, "may_write": event and may_write(request.user, event.calendar)}
    if form.is_valid():
        context |= _found(request.user, form.cleaned_data, event)
    return render(request, "calendar/times.html", context, status=422 if form.errors else 200)


def _event(request):
    number = request.GET.get("event", "")
    if not number.isdecimal():
        return None
    return get_object_or_404(Event.objects.visible_to(request.user), pk=number).series_or_self


def _wished(request, event):
    wished = request.GET.copy()
    if "people" not in wished:
        asked = [person.username for person in finding.asked_to(event)]
        wished.setlist("people", list(dict.fromkeys([request.user.username, *asked]))[: finding.MOST])
    wished.setdefault("day", _day_of(event).isoformat())
    wished.setdefault("span", "week")
    lasts = round((event.ends - event.starts).total_seconds() / 60) if event else 60
    wished.setdefault(
        "minutes", str(min((length for length, _label in LENGTHS), key=lambda length: abs(length - lasts)))
    )
    return wished


def _day_of(event):
    today = timezone.localdate()
    return max(today, occurring.local_day(event)) if event else today


def _found(viewer, wished, event):
    number = 1 if wished["span"] == "day" else 7
    days = finding.days_of(wished["people"], viewer, wished["day"], number, besides=event)
    lasts = timedelta(minutes=wished["minutes"])
    return {
        "days": days,
        "offers": finding.offers(days, lasts),
        "before": wished["day"] - number * DAY,
        "after": wished["day"] + number * DAY,
    }
