"""Which calendars somebody has on their pages, and what they may do with each."""

from typing import NamedTuple
from zlib import crc32

from django.core.exceptions import PermissionDenied
from django.db.models import Q
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
    def is_read(self):
        """Whether all of it stands on the person's pages."""
        return self.may_read and not self.is_hidden

    @property
    def right_in_words(self):
        return Right(self.right).label

    @property
    def topic(self):
        """What a page follows of it."""
        return self.calendar if self.may_read else self.calendar.outline


def calendars_of(user):
    """All that the person sees anything of: their own first, then by name."""
    if user.is_authenticated:
        return calendars_of_people([user.pk])[user.pk]
    public = Calendar.objects.visible_to(user).select_related("owner").order_by(Lower("name"), "pk")
    return [Granted(calendar, Right.READ, False) for calendar in public]


def calendars_of_people(user_ids):
    """The same for many, by their numbers, with three queries."""
    shares, hidden = _said_for(user_ids)
    shared = {calendar for calendar, _user in shares}
    some = Q(owner__in=user_ids) | Q(pk__in=shared) | ~Q(everybody=Right.NONE) | Q(public=True)
    calendars = list(Calendar.objects.filter(some).select_related("owner").order_by(Lower("name"), "pk"))
    return {user_id: _granted(user_id, calendars, shares, hidden) for user_id in user_ids}


def _said_for(user_ids):
    shares = Share.objects.filter(user__in=user_ids).values_list("calendar", "user", "right")
    hidden = Hidden.objects.filter(user__in=user_ids).values_list("calendar", "user")
    return {(calendar, user): right for calendar, user, right in shares}, set(hidden)


def _granted(user_id, calendars, shares, hidden):
    each = [(calendar, _right(calendar, user_id, shares.get((calendar.pk, user_id)))) for calendar in calendars]
    granted = [Granted(it, right, (it.pk, user_id) in hidden) for it, right in each if right != Right.NONE]
    return sorted(granted, key=lambda each: each.calendar.owner_id != user_id)


def _right(calendar, user_id, share):
    if calendar.owner_id == user_id:
        return Right.WRITE
    rights = [share or Right.NONE, calendar.everybody, Right.READ if calendar.public else Right.NONE]
    return max(rights, key=Right.values.index)


def fingerprint(granted, asked=None):
    """Changes with all that a page says of somebody's calendars, and with what it leaves out of those that are only
    busy: what the person is asked to there (`asked`, by calendar).
    """
    said = [
        (each.calendar.pk, each.calendar.name, each.calendar.hue, str(each.right), each.is_hidden) for each in granted
    ]
    said += [(asked or {}).get(each.calendar.pk) for each in granted if not each.may_read]
    return f"{crc32(repr(said).encode()):x}"


def may_write(user, calendar):
    return user.is_authenticated and Calendar.objects.writable_by(user).filter(pk=calendar.pk).exists()


def demand_write(user, calendar):
    """Raises PermissionDenied for who may not change what is in the calendar."""
    if not may_write(user, calendar):
        raise PermissionDenied
