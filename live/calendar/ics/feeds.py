"""What goes out: files of an event or a calendar, and a feed of all that a person sees, behind a secret address."""

from datetime import timedelta
from hashlib import sha256

from django.db import transaction
from django.db.models import Q
from django.http import HttpResponse
from django.utils import timezone, translation
from django.utils.cache import get_conditional_response

from live.calendar.ics import writing
from live.calendar.models import Attendance, Calendar, Event, FeedToken, new_feed_token
from live.calendar.rights import calendars_of
from live.engine.build import build

PAST = timedelta(days=366)  # what ended longer ago is in no feed


def of_event(event):
    """All of its series."""
    return Event.objects.filter(calendar=event.calendar_id, uid=event.uid).order_by("recurrence_id")


def of_calendar(calendar):
    return Event.objects.filter(calendar=calendar).order_by("uid", "recurrence_id")


def of_person(user):
    """What is in the calendars on their pages, and what they are asked to in any; which only show when that is."""
    granted = [each for each in calendars_of(user) if not each.is_hidden]
    asked = Attendance.objects.filter(user=user).exclude(answer=Attendance.Answer.NO).values("event")
    of_them = Q(pk__in=asked) | Q(series__in=asked)
    shown = Event.objects.filter(Q(calendar__in=[each.calendar.pk for each in granted]) | of_them)
    events = shown.order_by("calendar", "uid", "recurrence_id")
    return events.between(timezone.now() - PAST, timezone.now() + 100 * PAST), _outlined(granted, asked)


def _outlined(granted, asked):
    calendars = frozenset(each.calendar.pk for each in granted if not each.may_read)
    but = Event.objects.filter(pk__in=asked, calendar__in=calendars).values_list("calendar", "uid")
    return writing.Outlined(calendars, frozenset(but) if calendars else frozenset())


def answer(request, events, name, file_name, busy=writing.NOTHING):
    """The file, or that it has not changed: told from what stands in it, without making it."""
    seen = [name, build(), translation.get_language(), *map(sorted, busy)]
    seen += events.values_list("pk", "version", "sequence", "changed_at", "calendar")
    etag = f'"{sha256(repr(seen).encode()).hexdigest()[:32]}"'
    response = get_conditional_response(request, etag=etag)
    if response is None:
        response = HttpResponse(writing.file(events, name=name, busy=busy), content_type="text/calendar; charset=utf-8")
        response["Content-Disposition"] = f'attachment; filename="{file_name}.ics"'
    response["ETag"] = etag
    response["Cache-Control"] = "private, no-cache"
    return response


@transaction.atomic
def new_address(user):
    """Another secret: whoever has the former address gets nothing any more."""
    FeedToken.objects.update_or_create(user=user, defaults={"token": new_feed_token(), "created_at": timezone.now()})


def revoke(user):
    FeedToken.objects.filter(user=user).delete()


def readable_calendar(user, slug):
    """What a person may have as a file, and whether only when it is busy; None where nothing."""
    calendar = Calendar.objects.filter(slug=slug)
    if found := calendar.visible_to(user).first():
        return found, False
    found = calendar.outlined_for(user).first()
    return (found, True) if found else None
