from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CalendarConfig(AppConfig):
    name = "live.calendar"
    label = "calendar"
    verbose_name = _("Calendar")

    def ready(self):
        from live.calendar import index, jobs, receivers, reminding, telling, topics  # noqa: F401
        from live.calendar.ics import receivers as mails  # noqa: F401

        telling.register_kinds()
        reminding.register_kind()
