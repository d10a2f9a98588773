"""Bots that are named are told: outside the transaction and every request, by whichever process comes first."""

import hmac
import json
import logging
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from http.client import HTTPException

from django.db import connection
from django.db.models import Q
from django.utils import timezone

from live.chat import services
from live.chat.bots.addresses import NotAllowed
from live.chat.bots.sending import TooSlow, send
from live.chat.bots.wire import as_data
from live.chat.forms import LONGEST
from live.chat.models import Delivery, Room
from live.engine.schedule import every

logger = logging.getLogger(__name__)

AT_ONCE = 8
LOST = timedelta(minutes=1)  # after which what somebody claimed and did not finish is anybody's again
KEPT = timedelta(days=7)
senders = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="webhook")


@every(1)
def deliver_due():
    """Each bot is told of one thing after the other, so one that is slow keeps only itself waiting."""
    busy = set()
    for delivery in _open().order_by("pk")[: 10 * AT_ONCE]:
        if delivery.bot_id not in busy and not _is_claimed(delivery) and _claim(delivery):
            senders.submit(_in_thread, delivery.pk)
        busy.add(delivery.bot_id)


@every(3600)
def forget_old():
    Delivery.objects.filter(created_at__lt=timezone.now() - KEPT).delete()


def _open():
    return Delivery.objects.filter(outcome="")


def _is_claimed(delivery):
    return delivery.claimed_at is not None and delivery.claimed_at > timezone.now() - LOST


def _claim(delivery):
    """Whether it is ours: of several processes one gets it."""
    free = Q(claimed_at=None) | Q(claimed_at__lt=timezone.now() - LOST)
    return _open().filter(free, pk=delivery.pk).update(claimed_at=timezone.now()) == 1


def _in_thread(pk):
    try:
        for delivery in Delivery.objects.filter(pk=pk).select_related("bot__user", "message__room", "message__author"):
            deliver(delivery)
    except Exception:
        logger.exception("webhook: delivery %s", pk)
    finally:
        connection.close()


def deliver(delivery):
    """Tell the bot, and post what it answers; how that went is noted."""
    bot, message = delivery.bot, delivery.message
    if not Room.objects.visible_to(bot.user).filter(pk=message.room_id).exists():
        return _finish(delivery, "not in the room any more")
    try:
        answer = send(bot.webhook, *_content(bot, message))
    except (NotAllowed, TooSlow, OSError, HTTPException) as error:
        return _finish(delivery, f"{type(error).__name__}: {error}".rstrip(": "))
    if 200 <= answer.status < 300 and answer.text.strip():
        _reply(delivery, answer.text.replace("\x00", "").strip()[:LONGEST])
    return _finish(delivery, str(answer.status))


def _content(bot, message):
    """What is sent, and the headers; who knows the token can tell that it comes from here."""
    room = {"slug": message.room.slug, "name": message.room.name}
    author = {"username": message.author.username, "name": message.author.name}
    content = json.dumps(
        {"bot": bot.user.username, "room": room, "author": author, "message": as_data(message)}
    ).encode()
    signature = hmac.new(bot.token_digest.encode(), content, "sha256").hexdigest()
    return content, {"Content-Type": "application/json", "X-Townhall-Signature": f"sha256={signature}"}


def _reply(delivery, text):
    bot, message = delivery.bot, delivery.message
    if Room.objects.visible_to(bot.user).filter(pk=message.room_id).exists():
        services.post_message(message.room, bot.user, text, f"webhook {delivery.pk}", reply_to=message)


def _finish(delivery, outcome):
    Delivery.objects.filter(pk=delivery.pk).update(outcome=outcome[:100])
