"""What the calendar's templates need."""

from django import template
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

register = template.Library()


@register.filter
def in_weeks(days):
    return [days[number : number + 7] for number in range(0, len(days), 7)]


@register.inclusion_tag("calendar/head.html", takes_context=True)
def window_head(context, heading):
    """The head of a window's page, with the ways to those before and after it."""
    window, still = context["window"], _still_moving(context["moving"])
    return context.flatten() | {
        "heading": heading,
        "new_day": context["chosen"],
        "before": window.before and address(window.kind, window.before) + still,
        "after": window.after and address(window.kind, window.after) + still,
        "now": reverse(f"calendar:{NOW[window.kind]}") + still,
        "tabs": [
            (kind, label, address(kind, window.about) + (still if kind != "agenda" else "")) for kind, label in TABS
        ],
    }


def _still_moving(occurrence):
    """The query of pages to whose days it may go, too, while something is moved without a mouse."""
    if occurrence is None:
        return ""
    return "?" + urlencode({"move": occurrence.event.number, "at": occurrence.recurrence_id})


TABS = [("month", _("Month")), ("week", _("Week")), ("day", pgettext_lazy("view", "Day")), ("agenda", _("Agenda"))]
NOW = {"month": "this_month", "week": "this_week", "day": "today", "agenda": "agenda"}


def address(kind, day):
    """The page of that kind on which the day is."""
    if kind == "month":
        return reverse("calendar:month", args=[day.year, day.month])
    return reverse("calendar:agenda_from" if kind == "agenda" else f"calendar:{kind}", args=[day])
