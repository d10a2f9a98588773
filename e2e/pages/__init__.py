"""Page objects: they speak like users and find things by role, label and the test ids of the contract."""

from e2e.pages.accounts import AdminPage, FirstRun, Password, Profile, SignIn, SignUp
from e2e.pages.echo import Echo
from e2e.pages.inbox import Inbox
from e2e.pages.live_page import LivePage, PlainPage
from e2e.pages.log import Log
from e2e.pages.message import Message
from e2e.pages.person import Person
from e2e.pages.room import Room
from e2e.pages.rooms import Home, Rooms, RoomSettings

__all__ = [
    "AdminPage",
    "Echo",
    "FirstRun",
    "Home",
    "Inbox",
    "LivePage",
    "Log",
    "Message",
    "Password",
    "Person",
    "PlainPage",
    "Profile",
    "Room",
    "RoomSettings",
    "Rooms",
    "SignIn",
    "SignUp",
]
