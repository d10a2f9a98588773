"""Whether a person's composer has one line, where Enter sends, or several: kept in their session."""

from importlib import import_module

from django.conf import settings

KEY = "composer"


def are_several(session):
    return session.get(KEY) == "several"


def keep_in(session, several):
    session[KEY] = "several" if several else "one"


def keep(session_key, several):
    """The same outside a request."""
    session = import_module(settings.SESSION_ENGINE).SessionStore(session_key)
    keep_in(session, several)
    session.save(must_create=False)
