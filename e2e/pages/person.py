"""Somebody at a browser of their own."""

from playwright.sync_api import BrowserContext, Page

from e2e.pages.accounts import FirstRun, Profile, SignIn
from e2e.pages.echo import Echo
from e2e.pages.home import Home, Rooms, RoomSettings
from e2e.pages.live_page import LivePage
from e2e.pages.room import Room


class Person:
    """Opens pages, each in a tab of its own; `origin` is where the site is for this browser."""

    def __init__(self, context: BrowserContext, origin: str, name: str = ""):
        self.context = context
        self.origin = origin
        self.name = name

    def tab(self) -> Page:
        return self.context.new_page()

    def open(self, kind: type[LivePage], path: str = "", origin: str = "") -> LivePage:
        return kind(self.tab(), origin or self.origin, path).open()

    def room(self, slug: str, origin: str = "") -> Room:
        return self.open(Room, Room.path_of(slug), origin)

    def home(self) -> Home:
        return self.open(Home)

    def rooms(self) -> Rooms:
        return self.open(Rooms)

    def settings_of(self, slug: str) -> RoomSettings:
        return self.open(RoomSettings, f"/chat/{slug}/settings/")

    def profile(self) -> Profile:
        return self.open(Profile)

    def echo(self) -> Echo:
        return self.open(Echo)

    def sign_in_page(self) -> SignIn:
        return self.open(SignIn)

    def first_run(self) -> FirstRun:
        return self.open(FirstRun)
