"""Page objects: they speak like users and find things by role, label and the test ids of the contract."""

from e2e.pages.accounts import AdminPage, FirstRun, Password, Profile, SignIn, SignUp, SiteSettings, Somebody
from e2e.pages.blog import Blog, Entry
from e2e.pages.echo import Echo
from e2e.pages.event import EventForm, EventPage
from e2e.pages.imports import Import
from e2e.pages.inbox import Inbox
from e2e.pages.live_page import LivePage, PlainPage
from e2e.pages.log import Log
from e2e.pages.message import Message
from e2e.pages.month import Month
from e2e.pages.person import Person
from e2e.pages.room import Room
from e2e.pages.rooms import Home, Rooms, RoomSettings
from e2e.pages.search import Search

__all__ = [
    "AdminPage",
    "Blog",
    "Echo",
    "Entry",
    "EventForm",
    "EventPage",
    "FirstRun",
    "Home",
    "Import",
    "Inbox",
    "LivePage",
    "Log",
    "Message",
    "Month",
    "Password",
    "Person",
    "PlainPage",
    "Profile",
    "Room",
    "RoomSettings",
    "Rooms",
    "Search",
    "SignIn",
    "SignUp",
    "SiteSettings",
    "Somebody",
]
