"""Moving an event without a mouse: a page on which each day offers to take it."""

from datetime import datetime, time, timedelta

from django.http import Http404
from django.utils import timezone

from live.calendar import occurring
from live.calendar.chips import local
from live.calendar.models import Event
from live.calendar.moments import as_stored, wall_of
from live.calendar.occurring import midnight_utc
from live.calendar.rights import may_write


def moved_by(request):
    """The occurrence that a page was asked to move, by `?move=5&at=20261120T180000Z`; None for other pages."""
    if "move" not in request.GET:
        return None
    number = request.GET["move"]
    event = Event.objects.visible_to(request.user).filter(pk=number).first() if number.isdecimal() else None
    occurrence = event and occurring.find(event, request.GET.get("at", ""))
    if not occurrence or not may_write(request.user, event.calendar):
        raise Http404
    return occurrence


def to_day(occurrence, day, from_day=None):
    """Where it is when it has been moved to another day, by as many days as lie between: start, end, all day.

    The time on the wall of its own zone stays. `from_day` is the day by which it was taken; its first, without.
    """
    starts = local(occurrence.starts)
    event = occurrence.event
    delta = day - (from_day or (starts.date() if isinstance(starts, datetime) else starts))
    moments = [midnight_utc(occurrence.starts), midnight_utc(occurrence.ends)]
    return *(as_stored(wall_of(moment, vars(event)) + delta, vars(event)) for moment in moments), event.all_day


def to_hour(occurrence, day, hour):
    """The same to an hour of a day, where the viewer is; what lasts whole days lasts an hour then."""
    starts = timezone.make_aware(datetime.combine(day, time(hour)))
    lasts = timedelta(hours=1) if occurrence.event.all_day else occurrence.ends - occurrence.starts
    return starts, starts + lasts, False
