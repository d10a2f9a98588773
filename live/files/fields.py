"""Files as part of what they belong to: a column of their own, and no table to look them up in."""

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db import models
from django.db.models import Model

from live.files.uploads import File


class FilesField(models.JSONField):
    """A list of `File`s. Who reads the row has them without another query."""

    def __init__(self, *arguments, **options: Any):
        usual: dict[str, Any] = {"default": list, "blank": True, "editable": False}
        super().__init__(*arguments, **usual | options)

    def from_db_value(self, value, expression, connection):
        return [File(**noted) for noted in super().from_db_value(value, expression, connection) or ()]

    def get_prep_value(self, value):
        return super().get_prep_value([file._asdict() for file in value or ()])

    def keys_in(self, model: type[Model]) -> Iterator[str]:
        rows = model._base_manager.exclude(**{self.attname: []}).values_list(self.attname, flat=True)
        return (file.key for files in rows.iterator() for file in files)


class KeyField(models.CharField):
    """The key of one upload."""

    def __init__(self, *arguments, **options: Any):
        usual: dict[str, Any] = {"max_length": 32, "blank": True, "editable": False}
        super().__init__(*arguments, **usual | options)

    def keys_in(self, model: type[Model]) -> Iterator[str]:
        return iter(model._base_manager.exclude(**{self.attname: ""}).values_list(self.attname, flat=True))


def keys_in_use() -> set[str]:
    """Of all uploads that something names."""
    return {
        key
        for model in apps.get_models()
        for field in model._meta.local_fields
        if isinstance(field, FilesField | KeyField)
        for key in field.keys_in(model)
    }
