"""What the calendar's templates need."""

from django import template
from django.urls import reverse

register = template.Library()


@register.filter
def in_weeks(days):
    return [days[number : number + 7] for number in range(0, len(days), 7)]


@register.inclusion_tag("calendar/head.html", takes_context=True)
def window_head(context, heading):
    """The head of a window's page, with the ways to those before and after it."""
    window = context["window"]
    return context.flatten() | {
        "heading": heading,
        "new_day": context["chosen"],
        "before": window.before and address(window.kind, window.before),
        "after": window.after and address(window.kind, window.after),
        "now": reverse(f"calendar:{NOW[window.kind]}"),
    }


NOW = {"month": "this_month", "week": "this_week", "day": "today", "agenda": "agenda"}


def address(kind, day):
    """The page of that kind on which the day is."""
    if kind == "month":
        return reverse("calendar:month", args=[day.year, day.month])
    return reverse("calendar:agenda_from" if kind == "agenda" else f"calendar:{kind}", args=[day])
