from django.apps import AppConfig


class ChatConfig(AppConfig):
    name = "live.chat"
    label = "chat"
    verbose_name = "Chat"

    def ready(self):
        from live.chat import bans, finding, receivers, topics  # noqa: F401
