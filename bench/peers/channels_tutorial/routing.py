from django.conf import settings
from django.urls import re_path

from bench.peers.channels_tutorial.consumers import ChatConsumer, FragmentConsumer

consumer = FragmentConsumer if settings.SENDS_FRAGMENTS else ChatConsumer
websocket_urlpatterns = [re_path(r"ws/chat/(?P<room_name>\w+)/$", consumer.as_asgi())]
