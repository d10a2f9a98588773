"""People and rooms for the benchmark, and their real pages: runs inside of a site (`manage.py shell`)."""

import json

from django.contrib.auth import get_user_model
from django.test import Client

from bench.contestants import WORDS
from bench.pages import page_in
from live.chat.history import AT_ONCE
from live.chat.models import Room
from live.chat.services import create_room, post_message

ZONES = ["Europe/London", "Europe/Berlin", "America/New_York", "Asia/Tokyo"]


def settle(number: int) -> None:
    """Make so many closed rooms with a person each; print their pages, and cookies of people.

    Those of the demo data live all over the world; five others are neighbours.
    """
    _fill_lobby()
    browser = Client(headers={"host": "127.0.0.1"})
    travellers = [_sign_in(browser, user) for user in get_user_model().objects.order_by("username")]
    neighbours = [_sign_in(browser, _person(f"neighbour{turn}", ZONES[0])) for turn in range(5)]
    pages = [_page_of(browser, _settler(turn)) for turn in range(number)]
    print(json.dumps({"neighbours": neighbours, "travellers": travellers, "pages": pages}))


def _fill_lobby() -> None:
    """So that a page of it has as many messages as fit."""
    lobby = Room.objects.get(slug="lobby")
    for _ in range(AT_ONCE - lobby.messages.count()):
        post_message(lobby, lobby.creator, WORDS)


def _settler(turn: int) -> Room:
    return create_room(_person(f"settler{turn}", ZONES[turn % 4]), f"Room {turn}", Room.Kind.CLOSED)


def _person(username: str, time_zone: str):
    people = get_user_model().objects
    return people.admit(people.model(username=username, time_zone=time_zone))


def _page_of(browser: Client, room: Room) -> dict[str, str]:
    """The room as its creator loads it, through the views and the middleware of the site."""
    cookie = _sign_in(browser, room.creator)
    return page_in(browser.get(room.get_absolute_url()).content.decode(), cookie)


def _sign_in(browser: Client, user) -> str:
    """In a session of its own; its cookie."""
    browser.cookies.clear()
    browser.force_login(user)
    return "; ".join(f"{name}={morsel.value}" for name, morsel in browser.cookies.items())
