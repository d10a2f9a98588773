"""Sessions that end close their sockets, whether by signing out, by an administrator or by a new password."""

from django.contrib.sessions.models import Session
from django.db.models.signals import post_delete
from django.dispatch import receiver

from live.engine import identity


@receiver(post_delete, sender=Session)
def end_session(instance, **kwargs):
    identity.ended(instance.session_key)
