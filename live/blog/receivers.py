"""What live blogs do when people change."""

from django.dispatch import receiver

from live.accounts.signals import profile_changed
from live.blog import services


@receiver(profile_changed)
def name_anew(user, **_):
    services.show_new_name(user)
