from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CalendarConfig(AppConfig):
    name = "live.calendar"
    label = "calendar"
    verbose_name = _("Calendar")

    def ready(self):
        from live.calendar import jobs, reminding  # noqa: F401
        from live.calendar.ics import receivers  # noqa: F401

        reminding.register_kind()
