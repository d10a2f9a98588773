"""How the search finds what was said."""

from django.utils.translation import gettext_lazy as _

from live.chat.models import Message
from live.search import services as search
from live.search.kinds import register


def note(message):
    """What it says is found from now on."""
    search.put(message, message.gist)


def said():
    """All there is, for an index made anew; of those who are banned, too: they may come back."""
    return ((message, message.gist, "") for message in Message.everything.order_by("pk").iterator())


register(
    "chat.message",
    visible=lambda user: Message.objects.visible_to(user),
    template="chat/found.html",
    label=_("Messages"),
    rows=said,
)
