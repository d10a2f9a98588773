"""How something repeats, as a form asks for it, and as a rule of RFC 5545."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _

from live.calendar import recurrence
from live.calendar.recurrence.moments import parsed, wall
from live.calendar.recurrence.rules import DAYS, parts

AS_IT_IS = "as_it_is"
CHOICES = [
    ("", _("Does not repeat")),
    ("daily", _("Daily")),
    ("weekly", _("Weekly")),
    ("monthly", _("Monthly, on this day of the month")),
    ("monthly_weekday", _("Monthly, on this weekday (the second Friday, say)")),
    ("monthly_last", _("Monthly, on the last such weekday")),
    ("monthly_last_day", _("Monthly, on the last day")),
    ("yearly", _("Yearly")),
]
WEEKDAY_CHOICES = [(name, WEEKDAYS[number]) for number, name in enumerate(DAYS)]
FREQUENCIES = {"daily": "DAILY", "weekly": "WEEKLY", "yearly": "YEARLY"}  # the others are monthly
ENDS = {"FREQ", "INTERVAL", "COUNT", "UNTIL", "WKST"}
FIELDS = ("repeat", "every", "days", "until", "times")


def rule(asked, start):
    """The rule for what a form asked, `start` being the first instance in the event's zone. Raises ValidationError."""
    found = {"FREQ": FREQUENCIES.get(asked["repeat"], "MONTHLY")} | _on(asked, start)
    if (asked.get("every") or 1) > 1:
        found["INTERVAL"] = asked["every"]
    if asked.get("times"):
        found["COUNT"] = asked["times"]
    elif asked.get("until"):
        found["UNTIL"] = f"{asked['until']:%Y%m%d}"
    return recurrence.clean(";".join(f"{name}={value}" for name, value in found.items()), start)


def _on(asked, start):
    day = DAYS[start.weekday()]
    if asked["repeat"] == "weekly":
        return {"BYDAY": ",".join(asked["days"])} if asked.get("days") else {}
    return {
        "monthly_weekday": {"BYDAY": f"{_place(start)}{day}"},
        "monthly_last": {"BYDAY": f"-1{day}"},
        "monthly_last_day": {"BYMONTHDAY": "-1"},
    }.get(asked["repeat"], {})


def _place(start):
    return (start.day - 1) // 7 + 1


def asked_for(event, start):
    """What a form is to ask so that it gives the event's rule; AS_IT_IS where no form does."""
    if not event.repeats:
        return {"repeat": ""}
    for repeat, _label in CHOICES[1:]:
        found = _tried(repeat, event, start)
        if found:
            return found
    return {"repeat": AS_IT_IS}


def _tried(repeat, event, start):
    try:
        found = parts(event.rrule)
        asked = {"repeat": repeat, "every": int(found.get("INTERVAL", 1))} | _end(found, event)
        if repeat == "weekly" and "BYDAY" in found:
            asked["days"] = found["BYDAY"].split(",")
        return asked if rule(asked, start) == event.rrule and not event.rdates else None
    except (ValidationError, ValueError):
        return None


def _end(found, event):
    if "COUNT" in found:
        return {"times": int(found["COUNT"])}
    if "UNTIL" not in found:
        return {}
    until = parsed(found["UNTIL"])
    if hasattr(until, "hour"):
        until = wall(until, event.time_zone).date()
    return {"until": until}


def days_after_moving(days, before, after):
    """Weekdays for what has moved to another one, where it was on that day alone."""
    if list(days) != [DAYS[before.weekday()]]:
        return days
    return [DAYS[after.weekday()]]


def says_no_more(asked, start):
    """Whether it ends before it begins."""
    return bool(asked.get("until")) and asked["until"] + timedelta(days=1) <= start.date()
