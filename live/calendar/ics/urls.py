"""Addresses of files, feeds and what belongs to them; part of those of the calendar."""

from django.urls import path

from live.calendar.ics import views

ics_urlpatterns = [
    path("import/", views.import_file, name="import_file"),
    path("import/<int:number>/", views.show_import, name="import"),
    path("feed/", views.feed_address, name="feed_address"),
    path("feed/change/", views.change_feed_address, name="change_feed_address"),
    path("feed/<str:token>.ics", views.feed, name="feed"),
    path("events/<int:number>.ics", views.event_file, name="event_file"),
    path("<slug:slug>.ics", views.calendar_file, name="calendar_file"),
]
