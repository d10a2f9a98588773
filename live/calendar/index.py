"""What of events can be found by its words: those of a series once, by its own."""

from live.calendar.models import Event
from live.search import services as search
from live.search.kinds import register


def register_kind():
    register("calendar.event", Event.objects.visible_to, "calendar/found.html", rows=rows)


def keep(event):
    if not event.series_id:
        search.put(event, _text(event), event.title)


def rows():
    for event in Event.objects.filter(series=None).order_by("created_at").iterator():
        yield event, _text(event), event.title


def _text(event):
    return f"{event.place}\n{event.description}"
