"""Page objects: they speak like users and find things by role, label and the test ids of the contract."""

from e2e.pages.accounts import FirstRun, PlainPage, Profile, SignIn
from e2e.pages.echo import Echo
from e2e.pages.home import Home, Rooms, RoomSettings
from e2e.pages.live_page import LivePage
from e2e.pages.person import Person
from e2e.pages.room import Message, Room

__all__ = [
    "Echo",
    "FirstRun",
    "Home",
    "LivePage",
    "Message",
    "Person",
    "PlainPage",
    "Profile",
    "Room",
    "RoomSettings",
    "Rooms",
    "SignIn",
]
