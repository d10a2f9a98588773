"""The cast of the tests of files, feeds, mails and reminders, and their calendars."""

from live.accounts.models import User
from live.calendar.models import Calendar, Share


def person(username, time_zone="Europe/Berlin", **profile):
    return User.objects.admit(User(username=username, email=f"{username}@example.org", time_zone=time_zone, **profile))


def shared_calendar(slug="team", everybody="write", **fields):
    return Calendar.objects.create(slug=slug, name=slug.title(), everybody=everybody, **fields)


def personal_calendar(owner, everybody="free_busy"):
    slug = f"of-{owner.username}"
    return Calendar.objects.create(slug=slug, name=owner.name, kind="personal", owner=owner, everybody=everybody)


def share(calendar, user, right):
    return Share.objects.create(calendar=calendar, user=user, right=right)
