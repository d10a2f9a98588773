"""Who a session belongs to now, and the news that it no longer does."""

from http.cookies import CookieError
from importlib import import_module

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.db.models import Subquery
from django.dispatch import Signal
from django.http import parse_cookie

from live.engine.compiled import Compiled

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


def person_of(session_key: str, user_id: int | None):
    """The person with that id if signed in with this session, else AnonymousUser: as the database is now, in one query.

    A deactivated person and one whose password has changed since are anonymous, as with
    django.contrib.auth.get_user.
    """
    if not session_key or not user_id:
        return AnonymousUser()
    for person in _with_session(session_key, user_id):
        row = _sessions().model(session_key, person.kept_session_data, person.kept_expire_date)
        if person.kept_session_data is not None and _matches(row, person):
            return person
    return AnonymousUser()


@Compiled
def _with_session(session_key, user_id):
    session = _sessions().filter(pk=session_key)
    kept = {f"kept_{field}": Subquery(session.values(field)) for field in ("session_data", "expire_date")}
    return get_user_model()._default_manager.filter(pk=user_id, is_active=True).annotate(**kept)


def still_signed_in(sessions: dict[str, int]) -> set[str]:
    """Of `{session key: user id}`, the keys that are still good: two queries for each 500."""
    keys = list(sessions)
    return {key for start in range(0, len(keys), 500) for key in _good(keys[start : start + 500], sessions)}


def _good(keys: list[str], sessions: dict[str, int]):
    found = {row.session_key: row for row in _sessions().filter(session_key__in=keys)}
    people = get_user_model()._default_manager.in_bulk({sessions[key] for key in found})
    for key, row in found.items():
        person = people.get(sessions[key])
        if person and person.is_active and _matches(row, person):
            yield key


def _sessions():
    return import_module(settings.SESSION_ENGINE).SessionStore.get_model_class().objects


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
