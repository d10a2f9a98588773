"""How pages show what the chat lets them follow."""

from django.template.loader import render_to_string

from live.chat.services import EVERYBODY
from live.chat.unread import listed, rooms_of
from live.engine.fragments import Personal, Shown, View, shows
from live.engine.presence import whereabouts
from live.engine.topics import name_of


@shows("chat.room", "log")
class Log(View):
    """A room's newest messages, where new ones are put below."""

    presence = True


@shows("chat.room", "permalink")
class Excerpt(View):
    """Older messages, where new ones would stand behind a gap: they are only announced.

    The view's argument is the number of the message that the page marks, if any.
    """

    def render(self, happened, objects, topic, argument):
        marked = f"chat.message.{argument}"
        return super().render(
            [(_here(verb, subject == marked), subject) for verb, subject in happened], objects, topic, ""
        )


def _here(verb, is_marked):
    if verb == "added":
        return "announced"
    return "marked" if is_marked and verb == "changed" else verb


@shows.personal("sidebar")
class Sidebar(Personal):
    """A person's rooms; the argument is the slug of the one whose page it is, `*` for all there are, or nothing."""

    def render(self, people):
        rooms = rooms_of({(viewer.user_id, viewer.argument) for viewer in people})
        return {viewer: _shown(viewer, rooms[viewer.user_id, viewer.argument]) for viewer in people}


def _shown(viewer, rooms):
    html = render_to_string(
        "chat/rooms.html#list", {"rooms": listed(rooms), "current": viewer.argument, "live": True, "oob": True}
    )
    others = {name_of(room) for room in rooms if not room.is_current}
    partners = {whereabouts(person.pk) for room in rooms if room.is_direct for person in room.others}
    return Shown(html, {EVERYBODY, f"accounts.user.{viewer.user_id}"} | others | partners)
