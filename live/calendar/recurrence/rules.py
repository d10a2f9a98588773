"""Rules as text (`FREQ=WEEKLY;BYDAY=MO`): read, checked, put right."""

import re
from datetime import date, datetime, time, timedelta
from math import prod

from dateutil.rrule import rrulestr
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from live.calendar.recurrence.moments import UTC, as_text, parsed

USUAL = ("DAILY", "WEEKLY", "MONTHLY", "YEARLY")
UNUSUAL = ("SECONDLY", "MINUTELY", "HOURLY")  # only other programs write them
ORDER = [
    *("FREQ", "INTERVAL", "COUNT", "UNTIL", "BYMONTH", "BYWEEKNO", "BYYEARDAY", "BYMONTHDAY", "BYDAY"),
    *("BYHOUR", "BYMINUTE", "BYSECOND", "BYSETPOS", "WKST"),
]
DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
NUMBERS = {  # from, to, and whether they may be counted from the end
    "BYMONTH": (1, 12, False),
    "BYWEEKNO": (1, 53, True),
    "BYYEARDAY": (1, 366, True),
    "BYMONTHDAY": (1, 31, True),
    "BYHOUR": (0, 23, False),
    "BYMINUTE": (0, 59, False),
    "BYSECOND": (0, 59, False),
    "BYSETPOS": (1, 366, True),
}
LARGEST = {"INTERVAL": 9_999, "COUNT": 10**9}
LONGEST = 1_000  # characters
OF_A_DAY = 5_000  # times
FAR = 9_000  # the year from which on an end is none: many write 99991231


def parts(rule: str) -> dict[str, str]:
    """`{"FREQ": "WEEKLY", …}`. Raises ValidationError for what is not a list of `name=value`."""
    found = {}
    for part in filter(None, rule.strip().upper().removeprefix("RRULE:").split(";")):
        name, equals, value = part.partition("=")
        if not equals or not value or name in found:
            raise ValidationError(_("“%(part)s” is not a part of a rule for repeating.") % {"part": part[:60]})
        found[name.strip()] = value.strip()
    return found


def text(found: dict[str, str]) -> str:
    return ";".join(f"{name}={found[name]}" for name in ORDER if name in found)


def clean(rrule: str, starts: date | datetime, imported: bool = False) -> str:
    """The rule as it is kept. Raises ValidationError for one that means nothing, or is not offered.

    `starts` is the first instance, in the event's zone; a date where it is all day. UNTIL is kept in UTC, a date
    where the event is all day; given as a date it is the whole of that day. What other programs write (`imported`)
    may also repeat by the hour, and slips that can only mean one thing are put right.
    """
    if not rrule.strip():
        return ""
    if len(rrule) > LONGEST:
        raise ValidationError(_("This rule for repeating is too long."))
    found = parts(rrule)
    _check_names(found, imported)
    _check_frequency(found, imported)
    _check_numbers(found)
    _check_clock(found)
    _check_days(found)
    if not _bring_to_an_end(found, starts, imported):
        return ""
    rule = text(found)
    _check_meaning(rule, starts)
    return rule


def _check_names(found, imported):
    if found.get("RSCALE") == "GREGORIAN" and found.get("SKIP", "OMIT") == "OMIT":
        del found["RSCALE"]
        found.pop("SKIP", None)
    if imported:
        for name in [name for name in found if name.startswith("X-")]:
            del found[name]
    for name in found:
        if name not in ORDER:
            raise ValidationError(_("Repeating by %(name)s is not known here.") % {"name": name[:30]})


def _check_frequency(found, imported):
    if found.get("FREQ") not in (*USUAL, *(UNUSUAL if imported else ())):
        raise ValidationError(_("An event repeats daily, weekly, monthly or yearly."))


def _check_numbers(found):
    if found.get("COUNT") == "-1":  # Atlassian's word for no end
        del found["COUNT"]
    for name, largest in LARGEST.items():
        if name in found and not (_is_number(found[name]) and 1 <= int(found[name]) <= largest):
            raise ValidationError(_("%(name)s is a number from 1 to %(largest)s.") % {"name": name, "largest": largest})
    for name, (least, largest, backwards) in NUMBERS.items():
        for value in found[name].split(",") if name in found else ():
            digits = value.removeprefix("+").removeprefix("-") if backwards else value
            if not (_is_number(digits) and least <= int(digits) <= largest):
                raise ValidationError(_("“%(value)s” is no value for %(name)s.") % {"value": value[:30], "name": name})


def _is_number(value):
    return value.isascii() and value.isdigit() and len(value) < 11


def _check_clock(found):
    """So many times on one day are no use, and take long to go through."""
    if prod(found[name].count(",") + 1 for name in ("BYHOUR", "BYMINUTE", "BYSECOND") if name in found) > OF_A_DAY:
        raise ValidationError(_("This is too often on one day."))


def _check_days(found):
    numbered = found["FREQ"] in ("MONTHLY", "YEARLY") and "BYWEEKNO" not in found
    for value in found["BYDAY"].split(",") if "BYDAY" in found else ():
        match = re.fullmatch(r"([+-]?[1-9]\d?)?(MO|TU|WE|TH|FR|SA|SU)", value, re.ASCII)
        if not match or (match[1] and (not numbered or abs(int(match[1])) > 53)):
            raise ValidationError(_("“%(value)s” is no value for %(name)s.") % {"value": value[:30], "name": "BYDAY"})
    if found.get("WKST", "MO") not in DAYS:
        raise ValidationError(
            _("“%(value)s” is no value for %(name)s.") % {"value": found["WKST"][:30], "name": "WKST"}
        )


def _bring_to_an_end(found, starts, imported):
    """Whether anything is left of the rule."""
    if "UNTIL" not in found:
        return True
    if "COUNT" in found and not imported:
        raise ValidationError(_("An event repeats until a day or a number of times, not both."))
    found.pop("COUNT", None)
    until = _until(found["UNTIL"], starts)
    if until.year >= FAR:
        del found["UNTIL"]
        return True
    found["UNTIL"] = as_text(until)
    if until < starts and not imported:
        raise ValidationError(_("The last day is before the event begins."))
    return until >= starts


def _until(value, starts):
    try:
        until = parsed(value)
    except ValueError:
        raise ValidationError(_("“%(value)s” is not a day.") % {"value": value[:30]}) from None
    if not isinstance(starts, datetime):
        return until.date() if isinstance(until, datetime) else until
    if not isinstance(until, datetime):
        until = datetime.combine(until, time(23, 59, 59))
    if until.year >= FAR:
        return until
    return (until if until.tzinfo else until.replace(tzinfo=starts.tzinfo)).astimezone(UTC)


def _check_meaning(rule, starts):
    """What dateutil would stumble over later."""
    first = datetime.combine(starts, time()) if not isinstance(starts, datetime) else starts.replace(tzinfo=None)
    try:
        rrulestr(re.sub(r"UNTIL=[^;]+", "UNTIL=99990101T000000", rule), dtstart=first)
    except (ValueError, TypeError, OverflowError):
        raise ValidationError(_("This rule for repeating means nothing.")) from None


def shifted(rule: str, before: date, after: date) -> str:
    """The rule of an event that moves from one day to another: what it says of days goes with it.

    Only where that is plain: days of the week, one day of the month, one nth day of the week.
    """
    if not rule or "\n" in rule or before == after:
        return rule
    found = parts(rule)
    by = {name for name in found if name.startswith("BY")}
    if by == {"BYDAY"}:
        found["BYDAY"] = _shifted_days(found, before, after)
    elif by == {"BYMONTHDAY"} and found["BYMONTHDAY"] == str(before.day):
        found["BYMONTHDAY"] = str(after.day)
    elif by == {"BYMONTH", "BYMONTHDAY"} and (found["BYMONTH"], found["BYMONTHDAY"]) == _month_and_day(before):
        found["BYMONTH"], found["BYMONTHDAY"] = _month_and_day(after)
    return text(found)


def _month_and_day(day):
    return str(day.month), str(day.day)


def _shifted_days(found, before, after):
    days = found["BYDAY"].split(",")
    if all(day in DAYS for day in days):
        by = (after - before).days
        moved = {(DAYS.index(day) + by) % 7 for day in days}
        return ",".join(DAYS[number] for number in sorted(moved))
    if len(days) == 1 and days[0][-2:] == DAYS[before.weekday()]:
        last = days[0].startswith("-1") and (after + timedelta(7)).month != after.month
        return f"{-1 if last else (after.day - 1) // 7 + 1}{DAYS[after.weekday()]}"
    return found["BYDAY"]
