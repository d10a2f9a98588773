"""Finding a time: when the invited are free, as far as who asks may see it."""

from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from django.db.models import Q
from django.utils import timezone

from live.calendar import occurring, recurrence
from live.calendar.models import Attendance, Calendar, Event

DAY, STEP = timedelta(days=1), timedelta(minutes=30)
FIRST_HOUR, LAST_HOUR = 8, 20  # what is shown of a day
MOST = 12  # people side by side
OFFERED, OF_A_DAY = 8, 3


class Span(NamedTuple):
    starts: datetime
    ends: datetime

    def touches(self, other: "Span") -> bool:
        return self.starts < other.ends and other.starts < self.ends


class Row(NamedTuple):
    """A person, and whether they are busy in each step of a day."""

    person: object
    cells: list[bool]


class Day(NamedTuple):
    day: date
    steps: list[Span]
    rows: list[Row]

    @property
    def free(self) -> list[bool]:
        """In which steps everybody is."""
        return [not any(cells) for cells in zip(*(row.cells for row in self.rows), strict=True)]


def asked_to(event) -> list:
    """Who might come; nobody to what is not there yet."""
    return [each.user for each in event.attendances.exclude(answer="no").select_related("user")] if event else []


def days_of(people, viewer, first: date, number: int, besides=None) -> list[Day]:
    """Each of so many days, in the viewer's zone; `besides` is an event that blocks nobody: the one to be moved."""
    days = [first + count * DAY for count in range(number)]
    busy = busy_times(people, viewer, _midnight(days[0]), _midnight(days[-1] + DAY), besides)
    return [_day(day, people, busy) for day in days]


def _midnight(day):
    return timezone.make_aware(datetime.combine(day, time()))


def _day(day, people, busy):
    start, end = (timezone.make_aware(datetime.combine(day, time(hour))) for hour in (FIRST_HOUR, LAST_HOUR))
    steps = [Span(start + count * STEP, start + (count + 1) * STEP) for count in range(round((end - start) / STEP))]
    rows = [Row(person, [any(span.touches(step) for span in busy[person.pk]) for step in steps]) for person in people]
    return Day(day, steps, rows)


def busy_times(people, viewer, start, end, besides=None) -> dict[int, list[Span]]:
    """Of each person, in order. Declined, transparent and cancelled events block nobody."""
    said = {(number, user): answer for number, user, answer in _answers(people)}
    asked = {number for number, _user in said}
    events = Event.objects.filter(Q(pk__in=asked) | Q(series__in=asked) | Q(calendar__owner__in=people))
    rows = occurring.around(_seen_by(viewer, events), start - DAY, end + DAY).select_related("calendar").distinct()
    found: dict[int, list[Span]] = {person.pk: [] for person in people}
    for occurrence in recurrence.occurrences(rows, start, end):
        if _blocks(occurrence.event, besides):
            for person in found:
                if _concerns(occurrence.event, person, said):
                    found[person].append(_span(occurrence))
    return found


def _answers(people):
    return Attendance.objects.filter(user__in=people).values_list("event", "user", "answer")


def _blocks(event, besides):
    is_meant = besides is not None and event.number == besides.number
    return not (event.transparent or event.status == Event.Status.CANCELLED or is_meant)


def _concerns(event, person, said):
    """Those who are asked to it, or in whose own calendar it stands, unless they said no."""
    answer = said.get((event.number, person))
    return answer != Attendance.Answer.NO and (answer is not None or event.calendar.owner_id == person)


def _seen_by(viewer, events):
    calendars = Calendar.objects.outlined_for(viewer) | Calendar.objects.visible_to(viewer)
    return events.filter(Q(calendar__in=calendars) | Q(pk__in=Event.objects.visible_to(viewer)))


def _span(occurrence):
    if isinstance(occurrence.starts, datetime):
        return Span(occurrence.starts, occurrence.ends)
    return Span(_midnight(occurrence.starts), _midnight(occurrence.ends))


def offers(days: list[Day], lasts: timedelta) -> list[Span]:
    """The first times from now on that suit everybody, for something of that length."""
    needed, now = max(1, -(-lasts // STEP)), timezone.now()
    found = [offer for day in days for offer in list(_of_a_day(day, needed, lasts, now))[:OF_A_DAY]]
    return found[:OFFERED]


def _of_a_day(day, needed, lasts, now):
    count = 0
    for step, is_free in zip(day.steps, day.free, strict=True):
        count = count + 1 if is_free and step.starts >= now else 0
        if count == needed:
            yield Span(step.ends - needed * STEP, step.ends - needed * STEP + lasts)
            count = 0
