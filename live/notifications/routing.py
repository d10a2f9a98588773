from django.urls import path

from live.notifications.consumers import InboxConsumer

websocket_urlpatterns = [path("ws/notifications/", InboxConsumer.as_asgi())]
