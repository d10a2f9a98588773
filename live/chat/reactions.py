"""What people give a message instead of words."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from live.chat.models import Message
from live.engine import changes

QUICK = {
    "👍": _("thumbs up"),
    "❤️": _("heart"),
    "😂": _("laughing"),
    "🎉": _("celebration"),
    "😮": _("surprised"),
    "😢": _("sad"),
    "🙏": _("thanks"),
    "👀": _("looking into it"),
}


@transaction.atomic
def react(message, user, emoji):
    """Give an emoji, or take it back; nothing happens where the message is gone."""
    changes.lock(message.room)
    rows = Message.objects.quietly().filter(pk=message.pk)
    for given in rows.values_list("reactions", flat=True):
        rows.update(reactions=_toggled(given, emoji, user.username))
        changes.record("changed", message, on=message.room)


def _toggled(given, emoji, name):
    """In the order in which they came; an emoji that nobody gives any more is gone."""
    names = given.get(emoji, [])
    others = [other for other in names if other != name]
    toggled = given | {emoji: others if name in names else [*names, name]}
    return {emoji: names for emoji, names in toggled.items() if names}
