"""How the search finds events: a series once, by its own words."""

from django.utils.translation import gettext_lazy as _

from live.calendar.models import Event
from live.search import services as search
from live.search.kinds import register


def note(event):
    """What it says is found from now on."""
    if not event.series_id:
        search.put(event, _text(event), event.title)


def rows():
    """All there is, for an index made anew."""
    for event in Event.objects.filter(series=None).order_by("pk").iterator():
        yield event, _text(event), event.title


def _text(event):
    return "\n".join(filter(None, [event.place, event.description]))


register("calendar.event", Event.objects.visible_to, "calendar/found.html", label=_("Events"), rows=rows)
