"""Bots that are named are told: outside the transaction and every request, by whichever process comes first."""

import hmac
import json
import logging
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from http.client import HTTPException

from django.contrib.auth import get_user_model
from django.db import connection
from django.db.models import Min, Q
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
    for delivery in _next_ones():
        if _claim(delivery):
            senders.submit(_in_thread, delivery.pk)


@every(3600)
def forget_old():
    Delivery.objects.filter(created_at__lt=timezone.now() - KEPT).delete()


def _next_ones():
    """What each bot is to be told next, as far as nobody is telling it already."""
    firsts = Delivery.objects.filter(outcome="").values("bot").annotate(first=Min("pk")).values("first")
    return _free().filter(pk__in=firsts).order_by("pk")[:AT_ONCE]


def _claim(delivery):
    """Whether it is ours: of several processes one gets it."""
    return _free().filter(pk=delivery.pk).update(claimed_at=timezone.now()) == 1


def _free():
    nobodys = Q(claimed_at=None) | Q(claimed_at__lt=timezone.now() - LOST)
    return Delivery.objects.filter(nobodys, outcome="")


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
    if not _is_in(bot, message.room_id):
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
    if _is_in(bot, message.room_id):
        services.post_message(message.room, bot.user, text, f"webhook {delivery.pk}", reply_to=message)


def _is_in(bot, room_id):
    """As it is now: it may have been retired or shown out since."""
    person = get_user_model().objects.get(pk=bot.user_id)
    return person.is_active and Room.objects.visible_to(person).filter(pk=room_id).exists()


def _finish(delivery, outcome):
    Delivery.objects.filter(pk=delivery.pk).update(outcome=outcome[:100])
