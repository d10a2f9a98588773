from django.urls import path

from live.engine.consumers import LiveConsumer
from live.engine.echo import EchoConsumer, EchoPageConsumer

websocket_urlpatterns = [
    path("ws/echo/", EchoConsumer.as_asgi()),
    path("ws/echo/page/", EchoPageConsumer.as_asgi()),
    path("ws/site/", LiveConsumer.as_asgi()),
]
