"""Programs that talk in rooms, and what they are told."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from live.chat.models.messages import Message


class Bot(models.Model):
    """A program with an account: it posts with its token, and is told by its webhook when it is named.

    Of the token there is only the digest: who has lost it makes another one.
    """

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="bot")
    token_digest = models.CharField(max_length=64, unique=True, editable=False)
    webhook = models.URLField(
        _("Webhook"), max_length=500, blank=True, help_text=_("Is sent what names the bot; what it answers is posted.")
    )
    created_at = models.DateTimeField(default=timezone.now)

    def __str__(self):
        return self.user.username


class Delivery(models.Model):
    """A message that a bot is to be told of; whoever sends it claims it first."""

    bot = models.ForeignKey(Bot, on_delete=models.CASCADE, related_name="deliveries")
    message = models.ForeignKey(Message, on_delete=models.CASCADE, related_name="+")
    created_at = models.DateTimeField(default=timezone.now, db_index=True)
    claimed_at = models.DateTimeField(null=True, editable=False)
    outcome = models.CharField(max_length=100, blank=True, editable=False)

    class Meta:
        verbose_name_plural = _("deliveries")
        constraints = [models.UniqueConstraint(fields=["bot", "message"], name="one_delivery_a_message")]

    def __str__(self):
        return f"{self.message_id} to {self.bot}"
