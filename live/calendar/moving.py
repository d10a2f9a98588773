"""Moving an event without a mouse: a page on which each day offers to take it."""

from django.http import Http404

from live.calendar import occurring
from live.calendar.models import Event
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
