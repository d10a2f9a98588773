"""What becomes of the text in the composer once it was sent.

A page cannot empty its field by itself, and must not lose what is typed while the sending is under way. So
after a message was accepted the server asks what the field holds by now (the probe). Once nobody is typing,
what was sent is taken out of it: another field takes its place with the rest. Keys that were hit until that
one arrived are told by the probe, too, and follow it.
"""

import time

from live.chat.services import name_of_sending

DOUBLE_CLICK = 0.5  # seconds
RECENT = 10  # messages of the author: what can still be under way


class Composer:
    """What a connection knows of its page's composer. A field is known by its nonce."""

    def __init__(self):
        self.spent = ""  # the field of the last message
        self.sent = ""  # all that it held then
        self.sent_at = -DOUBLE_CLICK
        self.goes_on = False  # whether the page has said since that somebody types on behind that
        self.replaced = ""  # the last field that was replaced
        self.held = ""  # what it held then
        self.moved = ""  # what of that the new one began with
        self.late = ""  # what the old one got after all

    def text_in(self, data):
        """All that was typed."""
        body = text_of(data, "body")
        if not self.late or self.was_replaced(data):
            return body
        return self.moved + self.late + body[len(self.moved) :] if body.startswith(self.moved) else self.late + body

    def has_sent(self, data):
        self.spent, self.sent, self.sent_at = text_of(data, "nonce"), text_of(data, "body"), time.monotonic()
        self.goes_on = False
        if self.was_replaced(data):
            self.late = ""

    def is_double_click(self, data, text):
        """Whether nothing is left to say of what the field held when it was sent."""
        body = text_of(data, "body")
        if text.strip():
            return (self.spent, self.sent) == (text_of(data, "nonce"), body)
        return body.strip() != "" or time.monotonic() - self.sent_at < DOUBLE_CLICK

    def holds_what_was_sent(self, data):
        return self.spent == text_of(data, "nonce") and (self.goes_on or self.was_replaced(data))

    def replace(self, data, text):
        self.replaced, self.held = text_of(data, "nonce"), text_of(data, "body")
        self.moved, self.late = text, ""

    def was_replaced(self, data):
        return bool(self.replaced) and self.replaced == text_of(data, "nonce")

    def hear_late(self, data):
        """Whether a field that was replaced says something new: more, or something else."""
        before, self.late = self.late, text_of(data, "body").removeprefix(self.held)
        return self.late != before


def text_of(data, name):
    value = data.get(name, "")
    return value.replace("\r\n", "\n") if isinstance(value, str) else ""


def unsent(room, author, text, nonce):
    """What stands behind the words that were accepted from the field of this nonce, and the nonce to send it with."""
    if not text.strip():
        return text, nonce
    recent = room.messages.filter(author=author).exclude(sending="").order_by("-pk")[:RECENT]
    sent = {message.sending: message.body for message in recent}
    rest, its_nonce = text, nonce
    while accepted := _accepted(room, sent, rest.lstrip(), its_nonce):
        rest = rest.lstrip()[len(accepted) :]
        its_nonce = f"{nonce}+{len(text) - len(rest)}"
    return (rest if rest == text or rest.strip() else ""), its_nonce


def _accepted(room, sent, text, nonce):
    beginnings = (body for sending, body in sent.items() if sending == name_of_sending(room, nonce, body))
    return max((body for body in beginnings if text.startswith(body)), key=len, default="")
