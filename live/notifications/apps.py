from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NotificationsConfig(AppConfig):
    name = "live.notifications"
    label = "notifications"
    verbose_name = _("Notifications")

    def ready(self):
        from live.notifications import jobs, receivers, topics  # noqa: F401
