from datetime import date

from django.urls import path, register_converter

from live.calendar.ics.urls import ics_urlpatterns
from live.calendar.views import windows


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
    *ics_urlpatterns,
]
