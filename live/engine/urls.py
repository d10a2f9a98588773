from django.urls import path

from live.engine import metrics, views

urlpatterns = [
    path("metrics", metrics.metrics, name="metrics"),
    path("offline/", views.offline, name="offline"),
    path("echo/", views.echo, name="echo"),
]
