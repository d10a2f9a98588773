"""Which calendars somebody has on their pages, and what they may do with each."""

from typing import NamedTuple

from django.core.exceptions import PermissionDenied
from django.db.models.functions import Lower

from live.calendar.models import Calendar, Hidden, Right, Share


class Granted(NamedTuple):
    """A calendar as one person has it."""

    calendar: Calendar
    right: str
    is_hidden: bool

    @property
    def may_read(self):
        return self.right in (Right.READ, Right.WRITE)

    @property
    def may_write(self):
        return self.right == Right.WRITE

    @property
    def topic(self):
        """What a page follows of it."""
        return self.calendar if self.may_read else self.calendar.outline


def calendars_of(user):
    """All that the person sees anything of: their own first, then by name."""
    calendars = Calendar.objects.outlined_for(user) | Calendar.objects.visible_to(user)
    shares, hidden = _said_for(user)
    granted = [
        Granted(calendar, _right(calendar, user, shares.get(calendar.pk)), calendar.pk in hidden)
        for calendar in calendars.select_related("owner").order_by(Lower("name"), "pk")
    ]
    return sorted(granted, key=lambda each: each.calendar.owner_id != user.pk)


def _said_for(user):
    if not user.is_authenticated:
        return {}, set()
    shares = dict(Share.objects.filter(user=user.pk).values_list("calendar", "right"))
    return shares, set(Hidden.objects.filter(user=user.pk).values_list("calendar", flat=True))


def _right(calendar, user, share):
    if user.is_authenticated and calendar.owner_id == user.pk:
        return Right.WRITE
    rights = [share or Right.NONE, calendar.everybody if user.is_authenticated else Right.NONE]
    rights.append(Right.READ if calendar.public else Right.NONE)
    return max(rights, key=Right.values.index)


def may_write(user, calendar):
    return Calendar.objects.writable_by(user).filter(pk=calendar.pk).exists() if user.is_authenticated else False


def demand_write(user, calendar):
    """Raises PermissionDenied for who may not change what is in the calendar."""
    if not may_write(user, calendar):
        raise PermissionDenied
