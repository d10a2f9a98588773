"""Rules in a sentence."""

from datetime import datetime

from django.utils import formats, timezone
from django.utils.dates import MONTHS, WEEKDAYS
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext

from live.calendar.recurrence.moments import UTC, first_instance, parsed
from live.calendar.recurrence.rules import DAYS, parts

SAID = {"FREQ", "INTERVAL", "COUNT", "UNTIL", "WKST"}  # the rest decides which sentence it is
PLACES = {
    1: gettext_lazy("first"),
    2: gettext_lazy("second"),
    3: gettext_lazy("third"),
    4: gettext_lazy("fourth"),
    5: gettext_lazy("fifth"),
    -1: gettext_lazy("last"),
    -2: gettext_lazy("second last"),
}
WORKING_DAYS = set(DAYS[:5])


def in_words(rrule: str, event) -> str:
    """“Every 2 weeks on Monday and Thursday, 10 times”; of an event that does not repeat, nothing."""
    return " · ".join(_sentence(parts(rule), event) for rule in rrule.splitlines())


def _sentence(found, event):
    how = _how(found, event)
    if "COUNT" in found:
        count = int(found["COUNT"])
        return ngettext("%(how)s, %(count)s time", "%(how)s, %(count)s times", count) % {"how": how, "count": count}
    if "UNTIL" in found:
        return _("%(how)s, until %(day)s") % {"how": how, "day": _day(found["UNTIL"])}
    return how


def _day(value):
    until = parsed(value)
    if isinstance(until, datetime):
        until = timezone.localdate(until if until.tzinfo else until.replace(tzinfo=UTC))
    return formats.date_format(until, "DATE_FORMAT")


def _how(found, event):
    first, interval = first_instance(event), int(found.get("INTERVAL", 1))
    by = frozenset(found.keys() - SAID)
    sentence = {
        "DAILY": _daily,
        "WEEKLY": _weekly,
        "MONTHLY": _monthly,
        "YEARLY": _yearly,
    }.get(found["FREQ"], _other)
    return sentence(found, by, first, interval) or _other(found, by, first, interval)


def _daily(found, by, first, interval):
    if not by:
        return ngettext("Every day", "Every %(number)s days", interval) % {"number": interval}


def _weekly(found, by, first, interval):
    days = set(found.get("BYDAY", DAYS[first.weekday()]).split(","))
    if by - {"BYDAY"} or not days <= set(DAYS):
        return None
    if days == WORKING_DAYS and interval == 1:
        return _("Every weekday from Monday to Friday")
    named = _list([str(WEEKDAYS[number]) for number, day in enumerate(DAYS) if day in days])
    return ngettext("Every week on %(days)s", "Every %(number)s weeks on %(days)s", interval) % {
        "number": interval,
        "days": named,
    }


def _monthly(found, by, first, interval):
    if by <= {"BYMONTHDAY"}:
        when = _days_of_month(found.get("BYMONTHDAY", str(first.day)))
    else:
        when = _place_in_month(found, by)
    if when:
        return ngettext("Every month on %(when)s", "Every %(number)s months on %(when)s", interval) % {
            "number": interval,
            "when": when,
        }


def _yearly(found, by, first, interval):
    months = [int(value) for value in found.get("BYMONTH", str(first.month)).split(",")]
    if by <= {"BYMONTH", "BYMONTHDAY"}:
        when = _days_of_month(found.get("BYMONTHDAY", str(first.day)))
    else:
        when = "BYMONTH" in by and _place_in_month(found, by - {"BYMONTH"})
    if when:
        named = _list([str(MONTHS[month]) for month in months])
        return ngettext(
            "Every year in %(months)s on %(when)s", "Every %(number)s years in %(months)s on %(when)s", interval
        ) % {"number": interval, "months": named, "when": when}


def _days_of_month(value):
    days = [int(day) for day in value.split(",")]
    if days == [-1]:
        return _("the last day")
    if all(day > 0 for day in days):
        return ngettext("day %(days)s", "days %(days)s", len(days)) % {"days": _list([str(day) for day in days])}


def _place_in_month(found, by):
    """“the second Tuesday”, by `2TU` or by `BYDAY=TU;BYSETPOS=2`."""
    day, place = found.get("BYDAY", ""), found.get("BYSETPOS", "")
    if by == {"BYDAY"}:
        day, place = day[-2:], day[:-2]
    elif by != {"BYDAY", "BYSETPOS"}:
        return None
    if day in DAYS and place and "," not in place and int(place) in PLACES:
        return pgettext("of a month", "the %(place)s %(day)s") % {
            "place": PLACES[int(place)],
            "day": WEEKDAYS[DAYS.index(day)],
        }


def _other(found, by, first, interval):
    rule = ";".join(f"{name}={value}" for name, value in found.items() if name not in ("COUNT", "UNTIL"))
    return _("Repeats by the rule %(rule)s") % {"rule": rule}


def _list(words):
    return get_text_list(words, _("and"))
