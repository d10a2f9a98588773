from django.apps import AppConfig
from django.conf import settings
from django.core.checks import Tags, register


class WorkshopConfig(AppConfig):
    name = "live.workshop"
    label = "workshop"
    verbose_name = "Workshop"

    def ready(self):
        if settings.DEBUG:
            from live.workshop.checks import templates_are_right

            register(templates_are_right, Tags.templates)
