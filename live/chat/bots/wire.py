"""Messages as bots read them."""

from django.conf import settings
from django.urls import reverse


def as_data(message):
    return {
        "id": message.pk,
        "room": message.room.slug,
        "author": message.author.username,
        "body": message.body,
        "html": message.html,
        "reply_to": message.reply_to_id,
        "created_at": message.created_at.isoformat(),
        "edited_at": message.edited_at and message.edited_at.isoformat(),
        "url": absolute(message.get_absolute_url()),
        "api_url": absolute(reverse("chat_api:message", args=[message.room.slug, message.pk])),
    }


def absolute(path):
    """With the origin of the site, which is the same whoever asks."""
    return settings.SITE_ORIGINS[0] + path
