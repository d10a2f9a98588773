"""Telling people what concerns them, each in the transaction of what happened."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from live.accounts.models import User
from live.engine import changes, topics
from live.engine.topics import name_of
from live.notifications.kinds import kinds
from live.notifications.models import Notification

AT_ONCE = 500  # subjects, people, notifications: as many as a query takes
KEPT = timedelta(days=180)


@transaction.atomic
def notify(kind, people, subject, url, actor=None, seen_by=(), **details):
    """Tell people, users or their ids, of something; who did it is left out.

    Each is told once of a subject: told again, it is new and unread again. `url` is where it is on this site.
    `seen_by`: the ids of those who have it before them, for whom it is read.
    """
    assert kind in kinds, f"register the kind {kind!r} first"
    told = sorted({_id(person) for person in people} - {_id(actor)})
    _lock(told)
    about, now = {"subject": name_of(subject), "url": url, "actor": actor, "details": details}, timezone.now()
    rows = [Notification(person_id=pk, kind=kind, read_at=now if pk in seen_by else None, **about) for pk in told]
    Notification.objects.quietly().bulk_create(
        rows,
        AT_ONCE,
        update_conflicts=True,
        unique_fields=["person", "kind", "subject"],
        update_fields=["url", "actor", "details", "created_at", "read_at"],
    )
    _record("notified", told)


@transaction.atomic
def withdraw(subject, people=None):
    """Nobody, or none of those people, is told of it any more."""
    withdraw_all([subject], people)


@transaction.atomic
def withdraw_all(subjects, people=None):
    """The same of many things."""
    told = Notification.objects.quietly()
    if people is not None:
        told = told.filter(person__in=[_id(person) for person in people])
    _remove(told.filter(subject__in=names) for names in _batches(map(name_of, subjects)))


@transaction.atomic
def withdraw_unseen(person):
    """Somebody's rights have changed: what they may not see any more they are not told of either.

    What is not there any more stays: they may have been told of its end.
    """
    told = Notification.objects.quietly().filter(person=person, kind__in=kinds)
    names = set(told.values_list("subject", flat=True))
    _remove(told.filter(subject__in=some) for some in _batches(topics.existing(names) - topics.visible(names, person)))


@transaction.atomic
def withdraw_unseen_among(subjects):
    """The same where many may see less of these things: for whoever was told of one."""
    people = set()
    for names in _batches(map(name_of, subjects)):
        people.update(Notification.objects.quietly().filter(subject__in=names).values_list("person", flat=True))
    for person in User.objects.filter(pk__in=people).order_by("pk"):
        withdraw_unseen(person)


def prune():
    """Forget what somebody was told long ago: as many as a query takes, so the next time goes on."""
    old = Notification.objects.quietly().filter(created_at__lt=timezone.now() - KEPT).order_by("created_at")
    ids = list(old.values_list("pk", flat=True)[:AT_ONCE])
    with transaction.atomic():
        _remove([Notification.objects.quietly().filter(pk__in=ids)])


def mark_read_about(person, subjects):
    """Somebody has seen these things."""
    names = [name_of(subject) for subject in subjects]
    mark_read(person, Notification.objects.visible_to(person).filter(subject__in=names))


def mark_read(person, notifications):
    """Somebody has read of these; nothing is locked where they had before."""
    if person.is_authenticated and notifications.filter(read_at=None).exists():
        _mark_read(person, notifications)


@transaction.atomic
def _mark_read(person, notifications):
    _lock([person.pk])
    if notifications.quietly().filter(read_at=None).update(read_at=timezone.now()):
        _record("read", [person.pk])


def _remove(batches):
    """Inboxes are held in their order, those of all batches first.

    Somebody may be told of it until theirs is held: so we look again.
    """
    batches = list(batches)
    while ids := sorted({person for told in batches for person in told.values_list("person", flat=True)}):
        _lock(ids)
        for told in batches:
            told.filter(person__in=ids).delete()
        _record("withdrawn", ids)


def _lock(ids):
    for pk in ids:
        changes.lock(inbox_of(pk))


def _record(verb, ids):
    inboxes = [inbox_of(pk) for pk in ids]
    changes.record_all((verb, inbox, inbox) for inbox in inboxes)


def inbox_of(person_id):
    return f"notifications.inbox.{person_id}"


def _id(person):
    return getattr(person, "pk", person)


def _batches(names):
    names = list(names)
    return (names[start : start + AT_ONCE] for start in range(0, len(names), AT_ONCE))
