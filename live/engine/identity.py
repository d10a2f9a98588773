"""Who a session belongs to now, and the news that it no longer does."""

from http.cookies import CookieError
from importlib import import_module

from django.conf import settings
from django.contrib.auth import get_user, get_user_model
from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.dispatch import Signal
from django.http import HttpRequest, parse_cookie

session_ended = Signal()  # provides `session_key`
person_changed = Signal()  # provides `user_id`
preferences_changed = Signal()  # provides `user_id`


def ended(session_key: str) -> None:
    """The session is over: its sockets are closed in every process once that is committed."""
    transaction.on_commit(lambda: session_ended.send(sender=ended, session_key=session_key), robust=True)


def changed(user) -> None:
    """The person was deactivated, or has another password or role: their sockets are looked at again."""
    transaction.on_commit(lambda: person_changed.send(sender=changed, user_id=user.pk), robust=True)


def prefers(user) -> None:
    """The person has chosen another language, time zone or role: their open pages are fetched anew."""
    transaction.on_commit(lambda: preferences_changed.send(sender=prefers, user_id=user.pk), robust=True)


def session_key_of(headers: list[tuple[bytes, bytes]]) -> str:
    """The session key in the cookies of an ASGI scope; empty if there is none."""
    cookies = "; ".join(value.decode("latin-1") for name, value in headers if name == b"cookie")
    try:
        return parse_cookie(cookies).get(settings.SESSION_COOKIE_NAME, "")
    except CookieError:
        return ""


def person_of(session_key: str):
    """The person signed in with this session, read from the database now, or AnonymousUser.

    At most two queries: the session, then the person. A deactivated person and one whose password has
    changed since are anonymous (django.contrib.auth.get_user).
    """
    if not session_key:
        return AnonymousUser()
    store = import_module(settings.SESSION_ENGINE).SessionStore
    request = HttpRequest()
    request.session = store(session_key)
    return get_user(request)


def still_signed_in(sessions: dict[str, int]) -> set[str]:
    """Of `{session key: user id}`, the keys that are still good: two queries for each 500."""
    keys = list(sessions)
    return {key for start in range(0, len(keys), 500) for key in _good(keys[start : start + 500], sessions)}


def _good(keys: list[str], sessions: dict[str, int]):
    store = import_module(settings.SESSION_ENGINE).SessionStore
    rows = store.get_model_class().objects.filter(session_key__in=keys)
    found = {row.session_key: row for row in rows}
    people = get_user_model()._default_manager.in_bulk({sessions[key] for key in found})
    for key, row in found.items():
        person = people.get(sessions[key])
        if person and person.is_active and _matches(row, person):
            yield key


def _matches(row, person) -> bool:
    from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY
    from django.utils import timezone
    from django.utils.crypto import constant_time_compare

    data = row.get_decoded()
    return (
        row.expire_date > timezone.now()
        and data.get(SESSION_KEY) == str(person.pk)
        and constant_time_compare(data.get(HASH_SESSION_KEY, ""), person.get_session_auth_hash())
    )
