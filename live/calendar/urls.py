from datetime import date

from django.urls import path, register_converter

from live.calendar.ics.urls import ics_urlpatterns
from live.calendar.views import calendars, events, windows


class DayConverter:
    regex = r"\d{4}-\d\d-\d\d"

    def to_python(self, value):
        return date.fromisoformat(value)

    def to_url(self, value):
        return value if isinstance(value, str) else value.isoformat()


register_converter(DayConverter, "day")

app_name = "calendar"
urlpatterns = [
    path("", windows.this_month, name="this_month"),
    path("<int:year>/<int:month>/", windows.month, name="month"),
    path("week/", windows.week, name="this_week"),
    path("week/<day:day>/", windows.week, name="week"),
    path("day/", windows.day, name="today"),
    path("day/<day:day>/", windows.day, name="day"),
    path("agenda/", windows.agenda, name="agenda"),
    path("agenda/<day:day>/", windows.agenda, name="agenda_from"),
    path("events/new/", events.new, name="new"),
    path("events/<int:number>/", events.event, name="event"),
    path("events/<int:number>/edit/", events.edit, name="edit"),
    path("events/<int:number>/delete/", events.delete, name="delete"),
    path("events/<int:number>/move/", events.move, name="move"),
    path("events/<int:number>/answer/", events.answer, name="answer"),
    path("events/<int:number>/invite/", events.invite, name="invite"),
    path("calendars/", calendars.calendars, name="calendars"),
    path("calendars/<slug:slug>/", calendars.calendar, name="calendar"),
    path("calendars/<slug:slug>/toggle/", calendars.toggle, name="toggle"),
    path("calendars/<slug:slug>/share/", calendars.share, name="share"),
    path("calendars/<slug:slug>/delete/", calendars.delete, name="delete_calendar"),
    *ics_urlpatterns,
]
