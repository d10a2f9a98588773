"""What becomes of the text in the composer once it was sent.

A page cannot empty its field by itself, and must not lose what is typed while the sending is under way. So
the server asks for the field's text after accepting a message (the probe), and puts the rest in its place.
"""

from live.chat.services import name_of_sending

RECENT = 10  # messages of the author: what can still be under way


def rest_of_draft(room, author, text, nonce):
    """What stands behind the words that were accepted under this nonce, or None where none of them were."""
    text = text.replace("\r\n", "\n").lstrip()
    recent = room.messages.filter(author=author).exclude(sending="").order_by("-pk")[:RECENT]
    accepted = [
        message.body
        for message in recent
        if text.startswith(message.body) and message.sending == name_of_sending(room, nonce, message.body)
    ]
    if not accepted:
        return None
    rest = text[len(max(accepted, key=len)) :]
    return rest if rest.strip() else ""
