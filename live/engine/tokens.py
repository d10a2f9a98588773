"""The signed token in a page's connect URL: who the page is for and what it follows."""

import secrets
from typing import NamedTuple

from django.core import signing
from django.utils.crypto import salted_hmac

SALT = "live.engine.page"
MAX_AGE = 7 * 24 * 3600  # seconds; an open page whose token is older fetches itself anew


class InvalidToken(ValueError):
    """Altered, expired, or made for another session, person or address."""


class PageToken(NamedTuple):
    """What a page may ask of its socket; rights are looked up again all the same."""

    page: str
    path: str
    session: str
    user_id: int | None
    follows: list[tuple[str, str]]
    personal: list[tuple[str, str]]
    language: str
    time_zone: str
    build: str


def new_page_id() -> str:
    return secrets.token_hex(8)


def session_digest(session_key: str | None) -> str:
    """Names a session without being able to take it over; empty for no session."""
    return salted_hmac(SALT, session_key).hexdigest()[:20] if session_key else ""


def sign(token: PageToken) -> str:
    return signing.dumps(token, salt=SALT, compress=True)


def read(text: str, path: str) -> PageToken:
    """The token that `sign` wrote for this websocket path.

    Raises InvalidToken if it is altered, expired or of another path.
    """
    try:
        token = PageToken(*signing.loads(text, salt=SALT, max_age=MAX_AGE))
    except (signing.BadSignature, TypeError, ValueError) as error:
        raise InvalidToken(type(error).__name__) from None
    if token.path != path:
        raise InvalidToken("another path")
    return token
