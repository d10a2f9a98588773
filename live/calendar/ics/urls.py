"""Addresses of files and feeds, reminders and finding a time; part of those of the calendar."""

from django.urls import path

from live.calendar.ics import views
from live.calendar.views import reminders, times

ics_urlpatterns = [
    path("import/", views.import_file, name="import_file"),
    path("import/<int:number>/", views.show_import, name="import"),
    path("feed/", views.feed_address, name="feed_address"),
    path("feed/change/", views.change_feed_address, name="change_feed_address"),
    path("feed/<str:token>.ics", views.feed, name="feed"),
    path("events/<int:number>.ics", views.event_file, name="event_file"),
    path("times/", times.times, name="times"),
    path("events/<int:number>/reminders/", reminders.change, name="reminders"),
    path("<slug:slug>.ics", views.calendar_file, name="calendar_file"),
]
