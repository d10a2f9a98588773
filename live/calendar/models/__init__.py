"""Calendars, what stands in them and who comes to it, reminders, and what goes in and out."""

from live.calendar.models.attendance import Attendance, Guest
from live.calendar.models.calendars import Calendar, Hidden, Outline, Right, Share
from live.calendar.models.events import Event, Trace, When, new_uid
from live.calendar.models.exchange import FeedToken, Import, Mail, new_feed_token
from live.calendar.models.reminders import Reminder, SentReminder

__all__ = [
    "Attendance",
    "Calendar",
    "Event",
    "FeedToken",
    "Guest",
    "Hidden",
    "Import",
    "Mail",
    "Outline",
    "Reminder",
    "Right",
    "SentReminder",
    "Share",
    "Trace",
    "When",
    "new_feed_token",
    "new_uid",
]
