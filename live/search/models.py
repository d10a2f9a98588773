"""What can be found: a row for each thing, with its text and the words of it."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Document(models.Model):
    """The databases keep an index of `words` by themselves: see the migrations. Later rows are of newer things."""

    kind = models.CharField(_("Kind"), max_length=60)
    number = models.BigIntegerField(_("Number"))
    title = models.TextField(_("Title"), blank=True)
    text = models.TextField(_("Text"))
    words = models.TextField()
    written_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("searchable text")
        verbose_name_plural = _("searchable texts")
        constraints = [models.UniqueConstraint(fields=["kind", "number"], name="one_document_a_thing")]

    def __str__(self):
        return f"{self.kind}.{self.number}"
