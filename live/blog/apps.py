from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class BlogConfig(AppConfig):
    name = "live.blog"
    label = "blog"
    verbose_name = _("Live blogs")

    def ready(self):
        from live.blog import clock, finding, receivers, topics  # noqa: F401
        from live.notifications import kinds

        kinds.register("submitted", _("%(actor)s submitted “%(headline)s” to %(blog)s"), icon="edit")
        kinds.register("published", _("“%(headline)s” is published in %(blog)s"), icon="live")
