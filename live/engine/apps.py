from django.apps import AppConfig


class EngineConfig(AppConfig):
    name = "live.engine"
    label = "engine"
    verbose_name = "Live engine"

    def ready(self):
        from live.engine import checks  # noqa: F401
