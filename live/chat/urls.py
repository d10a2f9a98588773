from django.urls import path

from live.chat.bots import views as bots
from live.chat.views import direct, files, messages, rooms, settings

app_name = "chat"
urlpatterns = [
    path("", rooms.rooms, name="rooms"),
    path("direct/", direct.choose, name="conversations"),
    path("direct/<str:username>/", direct.conversation, name="direct"),
    path("bots/", bots.bots, name="bots"),
    path("bots/<str:username>/", bots.bot, name="bot"),
    path("bots/<str:username>/token/", bots.renew, name="renew_token"),
    path("bots/<str:username>/retire/", bots.retire, name="retire_bot"),
    path("<slug:slug>/", rooms.room, name="room"),
    path("<slug:slug>/messages/", messages.post, name="post"),
    path("<slug:slug>/messages/<int:number>/", rooms.message, name="message"),
    path("<slug:slug>/messages/<int:number>/edit/", messages.edit, name="edit"),
    path("<slug:slug>/messages/<int:number>/delete/", messages.delete, name="delete"),
    path("<slug:slug>/messages/<int:number>/reply/", messages.reply, name="reply"),
    path("<slug:slug>/messages/<int:number>/react/", messages.react, name="react"),
    path("<slug:slug>/messages/<int:number>/unread/", messages.unread, name="unread"),
    path("<slug:slug>/messages/<int:number>/files/<slug:key>/", files.whole, name="file"),
    path("<slug:slug>/messages/<int:number>/files/<slug:key>/small/", files.small, name="small_file"),
    path("<slug:slug>/files/", files.attach, name="attach"),
    path("<slug:slug>/involvement/", settings.involve, name="involve"),
    path("<slug:slug>/settings/", settings.settings, name="settings"),
    path("<slug:slug>/settings/members/", settings.add_member, name="add_member"),
    path("<slug:slug>/settings/members/<str:username>/remove/", settings.remove_member, name="remove_member"),
    path("<slug:slug>/settings/delete/", settings.delete, name="delete_room"),
]
