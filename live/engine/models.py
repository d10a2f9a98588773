"""What the change log and the people present are kept in."""

import secrets

from django.conf import settings
from django.db import models


def new_mark() -> str:
    return secrets.token_hex(4)


class Topic(models.Model):
    """Something that pages follow, named after an object, and how far along it is."""

    name = models.CharField(max_length=120, unique=True)
    position = models.PositiveBigIntegerField(default=0)
    mark = models.CharField(max_length=8, blank=True)

    def __str__(self):
        return f"{self.name} at {self.position}"


class Change(models.Model):
    """One entry of a topic's log: what happened (`verb`) to what (`subject`), never how it looks.

    `mark` tells this history from another one that reached the same position, as a restored
    backup does once it has moved on.
    """

    topic = models.ForeignKey(Topic, on_delete=models.CASCADE, related_name="changes")
    position = models.PositiveBigIntegerField()
    mark = models.CharField(max_length=8, default=new_mark)
    verb = models.CharField(max_length=32)
    subject = models.CharField(max_length=120)
    recorded_at = models.DateTimeField(auto_now_add=True, db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["topic", "position"], name="one_change_a_position")]

    def __str__(self):
        return f"{self.verb} {self.subject} ({self.position})"


class Presence(models.Model):
    """A person's open page on a topic; `expires` is moved on by the process that holds the page."""

    page = models.UUIDField(primary_key=True)
    topic = models.CharField(max_length=120, db_index=True)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    process = models.UUIDField(db_index=True)
    expires = models.DateTimeField(db_index=True)

    def __str__(self):
        return f"{self.user} on {self.topic}"


class Crowd(models.Model):
    """How many pages of one process show a topic, strangers' included."""

    process = models.UUIDField()
    topic = models.CharField(max_length=120, db_index=True)
    pages = models.PositiveIntegerField()
    expires = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["process", "topic"], name="one_crowd_a_process")]

    def __str__(self):
        return f"{self.pages} on {self.topic}"


class LiveQuerySet(models.QuerySet):
    """The rows of a model that pages show: changing many of them at once would go unseen.

    A service that records what it does, or a change that no page shows, says so by `quietly()`.
    """

    def quietly(self) -> models.QuerySet:
        return models.QuerySet(self.model, query=self.query.chain(), using=self._db)  # type: ignore[attr-defined]

    def update(self, **fields):
        self._refuse("update")

    def bulk_update(self, objs, fields, batch_size=None):
        self._refuse("bulk_update")

    def bulk_create(self, objs, **options):  # type: ignore[override]
        self._refuse("bulk_create")

    def delete(self):
        self._refuse("delete")

    delete.alters_data = True  # type: ignore[attr-defined]
    delete.queryset_only = True  # type: ignore[attr-defined]

    def _refuse(self, method):
        raise UnseenChange(f"{self.model.__name__}: {method}() would go unseen by open pages; use a service.")


class UnseenChange(RuntimeError):
    """Rows that pages show were about to change without an entry in the change log."""
