from django.urls import path

from live.engine import views

urlpatterns = [
    path("healthz", views.healthz, name="healthz"),
    path("readyz", views.readyz, name="readyz"),
    path("offline/", views.offline, name="offline"),
    path("echo/", views.echo, name="echo"),
]
