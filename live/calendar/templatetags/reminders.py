"""One's reminders on an event's page: `{% reminders_of event at %}`."""

from django import template

from live.calendar.models import Reminder
from live.calendar.reminding import WORDS
from live.calendar.views.reminders import ReminderForm

register = template.Library()


@register.inclusion_tag("calendar/reminders.html", takes_context=True)
def reminders_of(context, event, at=""):
    user = context["user"]
    series = event.series_or_self
    mine = Reminder.objects.filter(event=series, user=user).order_by("minutes") if user.is_authenticated else []
    rows = [(reminder.minutes, WORDS.get(reminder.minutes) or f"{reminder.minutes} min") for reminder in mine]
    return {
        "user": user,
        "event": series,
        "at": at,
        "rows": rows,
        "form": ReminderForm(auto_id="reminder_%s"),
        "csrf_token": context.get("csrf_token"),
    }
