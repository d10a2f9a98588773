"""Somebody at a browser of their own."""

from typing import TypeVar

from playwright.sync_api import BrowserContext

from e2e.pages.blog import Blog
from e2e.pages.live_page import LivePage, PlainPage
from e2e.pages.log import Log
from e2e.pages.room import Room
from e2e.pages.rooms import Rooms, RoomSettings

Kind = TypeVar("Kind", bound=LivePage)


class Person:
    """Opens pages, each in a tab of its own. `origin`: where the site is for this browser; `is_live`: with sockets."""

    def __init__(self, context: BrowserContext, origin: str, name: str, is_live: bool = True):
        self.context = context
        self.origin = origin
        self.name = name
        self.is_live = is_live

    def open(self, kind: type[Kind], path: str = "", origin: str = "") -> Kind:
        return kind(self.context.new_page(), origin or self.origin, path, self.is_live).open()

    def visit(self, path: str) -> PlainPage:
        """Go somewhere, whatever is there."""
        return self.open(PlainPage, path)

    def room(self, slug: str, origin: str = "") -> Room:
        return self.open(Room, f"/chat/{slug}/", origin)

    def conversation(self, username: str) -> Room:
        return self.open(Room, f"/chat/direct/{username}/")

    def blog(self, slug: str, path: str = "", origin: str = "") -> Blog:
        return self.open(Blog, f"/blog/{slug}/{path}", origin)

    def permalink(self, slug: str, number: int) -> Log:
        return self.open(Log, f"/chat/{slug}/messages/{number}/")

    def make_room(self, name: str, *members: str) -> str:
        """Its slug; with members it is closed."""
        rooms = self.open(Rooms)
        rooms.make(name, *members)
        rooms.tab.close()
        return rooms.slug

    def settings_of(self, slug: str) -> RoomSettings:
        return self.open(RoomSettings, f"/chat/{slug}/settings/")
