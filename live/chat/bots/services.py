"""How bots come, change and go."""

import secrets
from hashlib import sha256

from django.contrib.auth import get_user_model
from django.db import transaction

from live.accounts.services import deactivate
from live.chat.models import Bot


@transaction.atomic
def make_bot(username, name, webhook=""):
    """A bot, in all open rooms as everybody is; and its token, which nobody can look up later."""
    user = get_user_model()(username=username, display_name=name)
    user.set_unusable_password()
    token = new_token()
    bot = Bot.objects.create(user=get_user_model().objects.admit(user), token_digest=digest(token), webhook=webhook)
    return bot, token


def renew_token(bot):
    """Another token; the old one is good for nothing from here on."""
    token = new_token()
    bot.token_digest = digest(token)
    bot.save(update_fields=["token_digest"])
    return token


def change_webhook(bot, address):
    bot.webhook = address
    bot.save(update_fields=["webhook"])


@transaction.atomic
def retire(bot):
    """What it said stays; it says and hears nothing any more."""
    renew_token(bot)
    deactivate(bot.user)


def bot_with(token):
    """Whose token this is."""
    return Bot.objects.select_related("user").filter(token_digest=digest(token), user__is_active=True).first()


def new_token():
    return secrets.token_urlsafe(32)


def digest(token):
    return sha256(token.encode()).hexdigest()
