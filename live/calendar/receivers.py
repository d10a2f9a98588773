"""What the calendar does when people join, and by the clock."""

from django.dispatch import receiver
from django.utils import timezone

from live.accounts.signals import joined
from live.calendar import sharing
from live.calendar.models import Trace
from live.engine.schedule import KEPT, every


@receiver(joined)
def give_a_calendar(user, **_):
    sharing.create_personal(user)


@every(3600)
def forget_traces():
    """Those that no page can ask for any more: its changes have been pruned."""
    Trace.objects.filter(left_at__lt=timezone.now() - KEPT).delete()
