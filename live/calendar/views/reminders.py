"""When somebody wants to be reminded of an event."""

from django import forms
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from live.calendar.models import Event, Reminder
from live.calendar.reminding import MINUTES, remind_of


class ReminderForm(forms.Form):
    minutes = forms.TypedChoiceField(label=_("Reminder"), choices=MINUTES, coerce=int, initial=15)


@login_required
@require_POST
def change(request, number):
    """Add one, or take back that of `remove` minutes."""
    event = get_object_or_404(Event.objects.visible_to(request.user), pk=number).series_or_self
    form = ReminderForm(request.POST)
    if request.POST.get("remove", "").isdecimal():
        Reminder.objects.filter(event=event, user=request.user, minutes=request.POST["remove"]).delete()
    elif form.is_valid():
        remind_of(event, request.user, form.cleaned_data["minutes"])
    return redirect(_page(event, request.POST.get("at", "")))


def _page(event, at):
    url = event.get_absolute_url()
    return f"{url}?at={at}" if at.isalnum() else url
