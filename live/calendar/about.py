"""What an event's page says, the same for everybody who may see it."""

from live.calendar import recurrence
from live.calendar.chips import lasts_days, local
from live.calendar.models import Attendance
from live.calendar.windows import DAY

ORDER = [
    Attendance.Answer.YES,
    Attendance.Answer.WAITING,
    Attendance.Answer.MAYBE,
    Attendance.Answer.NONE,
    Attendance.Answer.NO,
]


def context_of(occurrence):
    event = occurrence.event
    starts, ends = local(occurrence.starts), local(occurrence.ends)
    series = event.series_or_self
    return {
        "event": event,
        "number": event.number,
        "at": occurrence.recurrence_id,
        "starts": starts,
        "ends": ends - DAY if event.all_day else ends,
        "is_one_day": event.all_day and ends - starts <= DAY,
        "ends_same_day": not lasts_days(starts, ends) and starts.date() == ends.date(),
        "in_words": recurrence.in_words(series.rrule, series) if series.repeats else "",
    } | people_of(series)


def people_of(event):
    """Who comes: those with a seat in the order in which they said so, those in line, the others."""
    attendances = event.attendances.select_related("user")
    listed = sorted(attendances, key=lambda each: (ORDER.index(each.answer), each.position, each.user.name.lower()))
    coming = sum(each.answer == Attendance.Answer.YES for each in listed)
    return {"attendances": listed, "coming": coming, "series": event}
