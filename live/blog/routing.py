from django.urls import path

from live.blog.consumers import BlogConsumer

websocket_urlpatterns = [path("ws/blog/<slug:slug>/", BlogConsumer.as_asgi())]
