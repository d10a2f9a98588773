"""What pages follow: a topic is named after an object, `chat.room.5`."""

from collections.abc import Callable

from django.apps import apps
from django.db.models import Model, QuerySet


class UnknownTopic(LookupError):
    """The name is not that of an object of an installed model."""


def name_of(thing: Model | str) -> str:
    """`chat.room.5` for room 5; a name is returned as it is.

    Subjects of changes are named in the same way.
    """
    if isinstance(thing, str):
        return thing
    return f"{thing._meta.label_lower}.{thing.pk}"


def parse(name: str) -> tuple[type[Model], int]:
    """The model and the primary key that a name stands for.

    Raises UnknownTopic for anything that is not `app.model.pk` of an installed model.
    """
    try:
        app, model, pk = name.split(".")
        return apps.get_model(app, model), int(pk)
    except (ValueError, LookupError):
        raise UnknownTopic(name[:80]) from None


def visible(names: set[str], user) -> set[str]:
    """Those of the topics that the person may see now: one query for each model.

    The rule is the model's own, `Model.objects.visible_to(user)`; a topic without one is nobody's.
    """
    return _among(names, lambda model: _visible_rows(model, user))


def existing(names: set[str]) -> set[str]:
    """Those of the topics whose object is there for anybody: one query for each model."""
    return _among(names, lambda model: model._default_manager.all())


def _among(names: set[str], rows: Callable[[type[Model]], QuerySet]) -> set[str]:
    wanted: dict[type[Model], set[int]] = {}
    for name in names:
        model, pk = parse(name)
        wanted.setdefault(model, set()).add(pk)
    return {
        f"{model._meta.label_lower}.{pk}"
        for model, pks in wanted.items()
        for pk in rows(model).filter(pk__in=pks).values_list("pk", flat=True)
    }


def _visible_rows(model: type[Model], user) -> QuerySet:
    rows = model._default_manager.all()
    rule = getattr(rows, "visible_to", None)
    return rule(user) if rule else rows.none()


def html_id(name: str) -> str:
    """The topic's name in a form that is an HTML id and needs no escaping in CSS."""
    return name.replace(".", "-")
