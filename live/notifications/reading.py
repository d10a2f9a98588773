"""The list of what a person was told, page by page."""

from typing import NamedTuple

from django.db.models import F, Window
from django.db.models.functions import RowNumber

from live.notifications.models import Notification

AT_ONCE = 30  # notifications on a page


class Page(NamedTuple):
    """`number` counts from 1, the newest."""

    number: int
    notifications: list
    has_more: bool


def page_of(person, number):
    return pages_of({(person.pk, number)})[person.pk, number]


def pages_of(wanted):
    """The pages `(person's id, number)`: one query for all of them."""
    furthest = max((int(number) for _, number in wanted), default=1)
    rows = _numbered({person for person, _ in wanted}).filter(place__lte=furthest * AT_ONCE + 1)
    told = {}
    for row in rows.select_related("actor").order_by("place"):
        told.setdefault(row.person_id, []).append(row)
    return {(person, number): _page(told.get(person, []), int(number)) for person, number in wanted}


def _numbered(people):
    newest_first = [F("created_at").desc(), F("pk").desc()]
    place = Window(RowNumber(), partition_by="person", order_by=newest_first)
    return Notification.objects.known().filter(person__in=people).annotate(place=place)


def _page(rows, number):
    end = number * AT_ONCE
    return Page(number, rows[end - AT_ONCE : end], has_more=len(rows) > end)
