"""What the front page shows of the chat: a person's rooms, with what is unread."""

from live.chat.unread import rooms_for


def live(user):
    return [], [("sidebar", "")] if user.is_authenticated else []


def section(user):
    return {"rooms": rooms_for(user)} if user.is_authenticated else None
