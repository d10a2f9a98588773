"""What people do with calendars: make, name, share, hide and delete them.

A calendar is locked before the people who are told of it.
"""

from itertools import chain, count

from django.db import transaction
from django.utils.text import slugify

from live.accounts.models import Site
from live.calendar.models import Attendance, Calendar, Hidden, Right, Share
from live.engine import changes
from live.notifications.services import withdraw_all, withdraw_unseen, withdraw_unseen_among
from live.search import services as search

EVERYBODY = f"accounts.site.{Site._meta.pk.default}"


@transaction.atomic
def create_calendar(owner, name, hue=1, everybody=Right.NONE, kind=Calendar.Kind.SHARED, public=False, slug=""):
    calendar = Calendar.objects.create(
        owner=owner,
        name=name,
        hue=hue,
        everybody=everybody,
        kind=kind,
        public=public,
        slug=_slug(slug or name),
    )
    changes.record("calendars", calendar, on=_of_interest_to(calendar))
    return calendar


@transaction.atomic
def create_personal(user):
    """The calendar that everybody begins with."""
    return create_calendar(user, user.name, user.hue, kind=Calendar.Kind.PERSONAL, slug=user.username)


@transaction.atomic
def change_calendar(calendar, **fields):
    """Another name, colour, or right of everybody."""
    changes.lock(calendar)
    before = Calendar.objects.get(pk=calendar.pk)
    for name, value in fields.items():
        setattr(calendar, name, value)
    calendar.save(update_fields=fields)
    interested = {*_of_interest_to(before), *_of_interest_to(calendar)}
    if (before.everybody, before.public) != (calendar.everybody, calendar.public):
        _hold(interested)
        withdraw_unseen_among(_told_of_in(calendar))
    _record_rights(calendar, calendar, interested)


@transaction.atomic
def share(calendar, user, right):
    """Let somebody see or change a calendar; Right.NONE takes that back."""
    changes.lock(calendar)
    changes.lock(user)
    if right == Right.NONE:
        calendar.shares.quietly().filter(user=user).delete()
    else:
        Share.objects.update_or_create(calendar=calendar, user=user, defaults={"right": right})
    withdraw_unseen(user)
    _record_rights(calendar, user, {f"accounts.user.{user.pk}"})


@transaction.atomic
def delete_calendar(calendar):
    """Remove a calendar with all that is in it."""
    changes.lock(calendar)
    interested = set(_of_interest_to(calendar))
    name = f"calendar.calendar.{calendar.pk}"
    happened = [("rights", topic, topic) for topic in (name, calendar.outline)]
    guests = Attendance.objects.filter(event__calendar=calendar).beside(calendar).guests()
    happened += [("calendars", name, topic) for topic in (*interested, *guests)]
    _hold(topic for _verb, _subject, topic in happened)
    search.drop_all(calendar.events.all())
    withdraw_all(_told_of_in(calendar))
    calendar.delete()
    changes.record_all(happened)


@transaction.atomic
def set_hidden(calendar, user, is_hidden):
    """Leave a calendar out of one's own pages, or show it again."""
    if is_hidden:
        Hidden.objects.get_or_create(calendar=calendar, user=user)
    else:
        Hidden.objects.filter(calendar=calendar, user=user).delete()
    changes.record("calendars", calendar, on=user)


def _record_rights(calendar, who, interested):
    """Who may do less is shown less from here on, before anything that comes after."""
    topics = [f"calendar.calendar.{calendar.pk}", calendar.outline]
    happened = [("rights", topic if who is calendar else who, topic) for topic in topics]
    changes.record_all(happened + [("calendars", calendar, topic) for topic in interested])


def _told_of_in(calendar):
    """What people are told of, of all that is in it."""
    answers = Attendance.objects.filter(event__calendar=calendar)
    return chain(calendar.events.only("pk"), answers.only("pk"))


def _hold(topics):
    """The topics of people come before their inboxes."""
    for topic in sorted(topics):
        changes.lock(topic)


def _of_interest_to(calendar):
    """The topics of those who see anything of it."""
    if calendar.everybody != Right.NONE or calendar.public:
        return [EVERYBODY]
    people = {calendar.owner_id, *calendar.shares.values_list("user", flat=True)} - {None}
    return [f"accounts.user.{pk}" for pk in people]


def _slug(name):
    """An address for a calendar of that name; those that leave nothing for one get "calendar" and a number."""
    beginning = slugify(name)[:50].strip("-_") or "calendar"
    taken = set(Calendar.objects.filter(slug__startswith=beginning).values_list("slug", flat=True))
    candidates = (f"{beginning}-{number}" for number in count(2))
    return beginning if beginning not in taken else next(slug for slug in candidates if slug not in taken)
