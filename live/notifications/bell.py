"""The bell: how much is unread, in the bar and in the title of every page."""

from typing import NamedTuple

from django.db.models import Count

from live.notifications.models import Notification

MOST = 99  # as a number; beyond that it is many


class Bell(NamedTuple):
    unread: int = 0

    @property
    def number(self):
        return f"{MOST}+" if self.unread > MOST else str(self.unread)

    @property
    def prefix(self):
        """What the titles of pages begin with."""
        return f"({self.number}) " if self.unread else ""


def bells(people):
    """The bell of each of these, by their ids: one query."""
    unread = Notification.objects.unread().filter(person__in=people).values("person").order_by()
    numbers = dict(unread.annotate(number=Count("pk")).values_list("person", "number"))
    return {person: Bell(numbers.get(person, 0)) for person in people}
