from django.apps import AppConfig


class WorkshopConfig(AppConfig):
    name = "live.workshop"
    label = "workshop"
    verbose_name = "Workshop"
