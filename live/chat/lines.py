"""Whether a person's composer has one line, where Enter sends, or several: kept in their session."""

from importlib import import_module

from django.conf import settings

KEY = "composer"


def are_several(session_key):
    return several_in(_session(session_key))


def keep(session_key, several):
    session = _session(session_key)
    keep_in(session, several)
    session.save(must_create=False)


def several_in(session):
    return session.get(KEY) == "several"


def keep_in(session, several):
    session[KEY] = "several" if several else "one"


def _session(session_key):
    return import_module(settings.SESSION_ENGINE).SessionStore(session_key)
