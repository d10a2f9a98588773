"""What every page's template knows of what its reader has not read."""

from django.utils.functional import SimpleLazyObject

from live.notifications.bell import Bell, bells


def bell(request):
    return {"bell": SimpleLazyObject(lambda: _bell(getattr(request, "user", None)))}


def _bell(person):
    return bells([person.pk])[person.pk] if person and person.is_authenticated else Bell()
