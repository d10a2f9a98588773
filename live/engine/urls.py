from django.urls import path

from live.engine import views

urlpatterns = [
    path("offline/", views.offline, name="offline"),
    path("echo/", views.echo, name="echo"),
]
