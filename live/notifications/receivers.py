"""What notifications do when people are banned, or may do more or less than before."""

from django.dispatch import receiver

from live.accounts.signals import ban_changed, role_changed
from live.notifications.models import Notification
from live.notifications.services import inbox_of, withdraw_unseen


@receiver(ban_changed)
def count_without_the_banned(user, **_):
    """Whom they told of something."""
    told = Notification.objects.filter(actor=user).order_by().values_list("person", flat=True).distinct()
    return [("withdrawn", inbox_of(pk), inbox_of(pk)) for pk in told]


@receiver(role_changed)
def forget_what_is_closed_to_them(user, **_):
    withdraw_unseen(user)
