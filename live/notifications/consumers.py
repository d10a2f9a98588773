"""What the list of notifications may ask for over its socket; what happens shows by its own topic."""

from django.shortcuts import get_object_or_404

from live.engine.consumers import LiveConsumer, action
from live.notifications import services
from live.notifications.models import Notification


class InboxConsumer(LiveConsumer):
    @action
    def mark_read(self, data):
        told = Notification.objects.visible_to(self.user)
        number = str(data.get("notification", ""))
        one = get_object_or_404(told, pk=int(number) if number.isdecimal() and len(number) < 19 else 0)
        services.mark_read(self.user, told.filter(pk=one.pk))

    @action
    def mark_all_read(self, data):
        services.mark_read(self.user, Notification.objects.visible_to(self.user))
