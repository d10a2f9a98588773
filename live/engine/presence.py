"""Who is here and who is typing. It never enters the change log: it passes."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

from django.contrib.auth import get_user_model
from django.dispatch import Signal
from django.utils import timezone

from live.engine.models import Presence
from live.engine.topics import name_of

looked = Signal()  # provides `topic` and `user_ids`: these people's pages have shown it up to now
typing_noticed = Signal()  # provides `topic`, `user_id`, `name` and `seconds`

NOBODY = UUID(int=0)  # the process of pages that have just been closed
HEARTBEAT = 15.0  # seconds between a process's signs of life
EXPIRY = 45.0  # seconds after the last of them
GRACE = 12.0  # seconds in which a closed page may come back: a reload, a short cut
TYPING = 5.0  # seconds after the last key


def typing(topic, user) -> None:
    """The person typed something there just now."""
    typing_noticed.send(sender=typing, topic=name_of(topic), user_id=user.pk, name=user.get_username(), seconds=TYPING)


def stopped_typing(topic, user) -> None:
    """The person has sent what they were typing."""
    typing_noticed.send(sender=typing, topic=name_of(topic), user_id=user.pk, name=user.get_username(), seconds=0.0)


def people_on(names: Iterable[str], just_left: bool = True) -> dict[str, list[int]]:
    """The ids of the people on each of the topics, one query; in any order, each once.

    Those who have just left and may come back within the grace count, unless `just_left` is False.
    """
    found: dict[str, set[int]] = {name: set() for name in names}
    rows = Presence.objects.filter(topic__in=found, expires__gt=timezone.now())
    if not just_left:
        rows = rows.exclude(process=NOBODY)
    for topic, user_id in rows.values_list("topic", "user_id"):
        found[topic].add(user_id)
    return {topic: list(people) for topic, people in found.items()}


def whereabouts(user_id: int) -> str:
    """What a personal view names among its topics to be shown anew when this person comes or goes."""
    return f"engine.presence.{user_id}"


def people_here(user_ids: Iterable[int]) -> set[int]:
    """Those of the people who have a page open on any topic now: one query."""
    rows = Presence.objects.filter(user_id__in=list(user_ids), expires__gt=timezone.now())
    return set(rows.values_list("user_id", flat=True))


def arrive(pages: dict[UUID, tuple[str, int]], process: UUID) -> None:
    """Pages, each `{id: (topic, user id)}`, were opened in this process."""
    people = get_user_model()._default_manager.filter(pk__in={user_id for _, user_id in pages.values()})
    known = set(people.values_list("pk", flat=True))
    rows = [
        Presence(page=page, topic=topic, user_id=user_id, process=process, expires=_after(EXPIRY))
        for page, (topic, user_id) in pages.items()
        if user_id in known
    ]
    Presence.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["page"], update_fields=["topic", "process", "expires"]
    )


def leave(pages: Iterable[UUID]) -> None:
    """The pages were closed; they may come back within the grace."""
    Presence.objects.filter(page__in=list(pages)).update(expires=_after(GRACE), process=NOBODY)


def beat(process: UUID) -> None:
    """The process is alive and so are its pages; what has expired is cleared away."""
    Presence.objects.filter(process=process).update(expires=_after(EXPIRY))
    Presence.objects.filter(expires__lt=timezone.now() - timedelta(minutes=1)).delete()


def _after(seconds: float) -> datetime:
    return timezone.now() + timedelta(seconds=seconds)
