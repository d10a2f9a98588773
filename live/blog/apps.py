from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class BlogConfig(AppConfig):
    name = "live.blog"
    label = "blog"
    verbose_name = _("Live blogs")

    def ready(self):
        from live.blog import clock, receivers, searching, topics  # noqa: F401
