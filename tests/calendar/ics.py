"""Files of iCalendar for tests, and the calendars that they go into."""

from live.calendar.ics import imports
from live.calendar.models import Event, Import


def file(*events, head=""):
    """Each event is its lines; UID, DTSTAMP and what stands around are added."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Test//EN", *head.splitlines()]
    for number, text in enumerate(events, start=1):
        uid = [] if "UID:" in text else [f"UID:event-{number}"]
        lines += ["BEGIN:VEVENT", *uid, "DTSTAMP:20260101T000000Z", *text.splitlines(), "END:VEVENT"]
    return "\r\n".join([*lines, "END:VCALENDAR", ""])


def bring(text, person, calendar) -> dict:
    """What came of an import."""
    job = imports.begin(person, calendar, "test.ics", text if isinstance(text, bytes) else text.encode())
    imports.work_on_waiting()
    job = Import.objects.get(pk=job.pk)
    return job.result | {"state": job.state}


def only(calendar) -> Event:
    return Event.objects.get(calendar=calendar)


def facts(calendar):
    """All that an import decides, of every event of a calendar."""
    left_out = {"id", "calendar", "series", "created_at", "changed_at", "changed_by", "organiser", "version"}
    names = [field.name for field in Event._meta.concrete_fields if field.name not in left_out]
    return sorted(Event.objects.filter(calendar=calendar).values_list(*names), key=str)
