from django.core.management.base import BaseCommand

from live.calendar import reminding
from live.calendar.ics import mailing


class Command(BaseCommand):
    help = (
        "Gives the reminders that are due and sends the mails that wait; for cron, where no process does so by itself."
    )

    def handle(self, **options):
        given = reminding.remind_due()
        sent = mailing.send_waiting()
        self.stdout.write(f"Reminders: {given}. Mails: {sent}.")
