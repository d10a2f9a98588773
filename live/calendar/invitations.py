"""What people are asked to in calendars that are not on their pages, or of which they see only when those are busy.

It stands on their pages all the same, unless they declined.
"""

from django.db.models import Q

from live.calendar.models import Attendance


def beside(granted: dict[int, list]) -> dict[int, dict[int, list[int]]]:
    """Of each person, by calendar, the numbers of such events in order; one query. `granted` is what
    `rights.calendars_of_people` answers.
    """
    read = {(person, each.calendar.pk) for person, several in granted.items() for each in several if each.is_read}
    found: dict[int, dict[int, list[int]]] = {person: {} for person in granted}
    rows = _asked(granted).order_by("event").values_list("user", "event__calendar", "event")
    for person, calendar, number in rows:
        if (person, calendar) not in read:
            found[person].setdefault(calendar, []).append(number)
    return found


def numbers_in(events: dict[int, list[int]]) -> set[int]:
    return {number for several in events.values() for number in several}


def of_people(user_ids) -> Q:
    """The rows of all that they are asked to, in whatever calendar."""
    asked = _asked(user_ids).values("event")
    return Q(pk__in=asked) | Q(series__in=asked)


def _asked(user_ids):
    return Attendance.objects.filter(user__in=user_ids).exclude(answer=Attendance.Answer.NO)
