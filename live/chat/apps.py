from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ChatConfig(AppConfig):
    name = "live.chat"
    label = "chat"
    verbose_name = "Chat"

    def ready(self):
        from live.chat import bans, finding, receivers, topics  # noqa: F401
        from live.chat.bots import webhooks  # noqa: F401
        from live.notifications.kinds import register

        register("mention", _("%(actor)s mentioned you in %(room)s"), icon="mention")
        register("direct_message", _("%(actor)s wrote to you"), icon="chat")
