"""What bots are still to be told; live/chat/bots/webhooks.py sends it."""

from live.chat.models import Bot, Delivery


def note(message, people):
    """The bots among these people are to be told of it. What bots say tells none: they would never end."""
    bots = Bot.objects.filter(user__in=people, user__is_active=True).exclude(webhook="") if people else []
    if bots and not Bot.objects.filter(user=message.author).exists():
        Delivery.objects.bulk_create([Delivery(bot=bot, message=message) for bot in bots], ignore_conflicts=True)
