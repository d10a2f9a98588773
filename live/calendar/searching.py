"""How the search finds events."""

from django.utils.translation import gettext_lazy as _

from live.calendar.models import Event
from live.search.kinds import register
from live.search.services import keep_in_step, put_all


def said(event):
    """What differs in one slot of a series is found, too, and leads to the series."""
    return "\n".join(filter(None, [event.place, event.description])), event.title


def note_all(events):
    """Many that came at once."""
    put_all(events, said)


def rows():
    return ((event, *said(event)) for event in Event.objects.order_by("pk").iterator())


register(
    "calendar.event",
    visible=lambda user: Event.objects.visible_to(user),
    template="calendar/found.html",
    label=_("Events"),
    rows=rows,
)
keep_in_step(Event, said)
