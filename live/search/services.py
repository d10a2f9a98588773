"""Keeping what can be found in step with what there is: in the transaction of whoever changes it."""

from django.db import connection
from django.utils import timezone

from live.engine import topics
from live.engine.topics import name_of
from live.search.kinds import kinds
from live.search.models import Document
from live.search.words import words_of

AT_ONCE = 1_000  # documents in a statement
# In SQL, as what is done with every change is: compiling it anew each time takes longer than doing it.
PUT = (
    "INSERT INTO search_document (kind, number, title, text, words, written_at) VALUES (%s, %s, %s, %s, %s, %s)"
    " ON CONFLICT (kind, number) DO UPDATE SET title = excluded.title, text = excluded.text, words = excluded.words"
)
DROP = "DELETE FROM search_document WHERE kind = %s AND number = %s"


def put(thing, text, title=""):
    """From now on it is found by this text and title."""
    document = _document(thing, text, title)
    written_at = connection.ops.adapt_datetimefield_value(document.written_at)
    values = [document.kind, document.number, title, text, document.words, written_at]
    with connection.cursor() as cursor:
        cursor.execute(PUT, values)


def drop(thing):
    """It is not found any more; `thing` is what is removed, or its name."""
    kind, _, number = name_of(thing).rpartition(".")
    with connection.cursor() as cursor:
        cursor.execute(DROP, [kind, int(number)])


def drop_all(things):
    """The same of a queryset, before it is deleted."""
    numbers = things.order_by().values("pk")
    Document.objects.filter(kind=things.model._meta.label_lower, number__in=numbers).delete()


def reindex(name):
    """Make the index of one kind anew, oldest first; how many there are."""
    Document.objects.filter(kind=name).delete()
    batch, count = [], 0
    for thing, text, title in kinds[name].rows():
        batch.append(_document(thing, text, title))
        count += 1
        if len(batch) == AT_ONCE:
            Document.objects.bulk_create(batch)
            batch = []
    Document.objects.bulk_create(batch)
    return count


def _document(thing, text, title):
    kind, _, number = topics.name_of(thing).rpartition(".")
    written_at = getattr(thing, "created_at", None) or timezone.now()
    words = " ".join(words_of(f"{title} {text}"))
    return Document(kind=kind, number=number, title=title, text=text, words=words, written_at=written_at)
