"""What notifications do when people are banned, and when they are not any more."""

from django.dispatch import receiver

from live.accounts.signals import ban_changed
from live.notifications.models import Notification
from live.notifications.services import inbox_of


@receiver(ban_changed)
def count_without_the_banned(user, **_):
    """Whom they told of something."""
    told = Notification.objects.filter(actor=user).order_by().values_list("person", flat=True).distinct()
    return [("withdrawn", inbox_of(pk), inbox_of(pk)) for pk in told]
