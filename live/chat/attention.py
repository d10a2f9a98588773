"""Whom a message concerns beside those who look at it: the people it names, and partners in a conversation."""

from django.contrib.auth import get_user_model

from live.chat.bots import queue
from live.chat.history import is_among_the_newest
from live.chat.models import Membership
from live.engine import changes, presence
from live.engine.topics import name_of
from live.notifications.services import inbox_of, notify, withdraw
from live.text.markdown import names_in

QUIET = [Membership.Involvement.NOTHING, Membership.Involvement.INVISIBLE]


def people_named(body, room):
    """Those named by `@name` who may read the room; everybody else's name is only a word."""
    if not (names := names_in(body)):
        return []
    people = get_user_model().objects.active().filter(username__in=names)
    return list(people if room.is_open else people.filter(memberships__room=room))


def people_in(mentions):
    """Those whom a message names, by what it has noted."""
    return list(get_user_model().objects.filter(username__in=mentions.split())) if mentions else []


def noted(people):
    """As a message keeps them."""
    names = sorted(person.username for person in people)
    return f" {' '.join(names)} " if names else ""


def tell_of(message, named):
    """Of something new, bots and people."""
    if message.room.is_direct:
        return _tell_partners(message)
    queue.note(message, named)
    return _tell_named(message, named)


def tell_of_edit(message, named, named_before):
    """Notify of what an edit has added, and no longer of what it has removed."""
    if not message.room.is_direct:
        for pk in sorted({person.pk for person in [*named, *named_before]}):
            changes.lock(inbox_of(pk))
        newly_named = [person for person in named if person not in named_before]
        queue.note(message, newly_named)
        _tell_named(message, newly_named)
        take_back(message, [person for person in named_before if person not in named])


def take_back(message, people=None):
    """Nobody (or none of these people) is told of the message any more."""
    if people is None or people:
        withdraw(message, people)


def _tell_partners(message):
    """People are told of the conversation as a whole, and not while they look."""
    room, author = message.room, message.author
    partners = list(get_user_model().objects.filter(memberships__room=room).exclude(pk=author.pk))
    queue.note(message, partners)
    looking = _looking_at(room)
    away = [person for person in _listening(room, partners) if person.pk not in looking]
    notify("direct_message", away, room, room.get_absolute_url(), actor=author)


def _tell_named(message, named):
    """Who looks at it in the room finds it in the list all the same, as something read."""
    if people := _listening(message.room, named):
        seen_by = _looking_at(message.room) if is_among_the_newest(message) else ()
        url, room = message.get_absolute_url(), message.room.name
        notify("mention", people, message, url, actor=message.author, seen_by=seen_by, room=room)


def _looking_at(room):
    return presence.people_on([name_of(room)], just_left=False)[name_of(room)]


def _listening(room, people):
    """Without those who want to hear nothing of the room."""
    if not people:
        return []
    quiet = room.memberships.filter(user__in=people, involvement__in=QUIET).values_list("user", flat=True)
    deaf = set(quiet)
    return [person for person in people if person.pk not in deaf]
