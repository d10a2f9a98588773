"""The tutorial's asynchronous consumer, and the same with HTML. Asynchronous by intent: so is the peer."""

import json

from channels.generic.websocket import AsyncWebsocketConsumer
from django.template.loader import render_to_string


class ChatConsumer(AsyncWebsocketConsumer):
    async def connect(self):
        room_name = self.scope["url_route"]["kwargs"]["room_name"]
        self.room_group_name = f"chat_{room_name}"
        await self.channel_layer.group_add(self.room_group_name, self.channel_name)
        await self.accept()

    async def disconnect(self, close_code):
        await self.channel_layer.group_discard(self.room_group_name, self.channel_name)

    async def receive(self, text_data):
        message = json.loads(text_data)["message"]
        await self.channel_layer.group_send(self.room_group_name, {"type": "chat.message", "message": message})

    async def chat_message(self, event):
        await self.send(text_data=json.dumps({"message": event["message"]}))


class FragmentConsumer(ChatConsumer):
    """Each connection renders the fragment for itself, so that it may differ from reader to reader."""

    async def chat_message(self, event):
        context = {"message": event["message"], "user": self.scope["user"]}
        await self.send(text_data=render_to_string("chat/message.html", context))
