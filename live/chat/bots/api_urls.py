from django.urls import path

from live.chat.bots import api

app_name = "chat_api"
urlpatterns = [
    path("rooms/<slug:slug>/messages/", api.messages, name="messages"),
    path("rooms/<slug:slug>/messages/<int:number>/", api.message, name="message"),
]
