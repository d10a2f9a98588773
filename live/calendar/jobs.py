"""What the calendar does by the clock."""

from live.calendar import reminding
from live.calendar.ics import imports, mailing
from live.engine.schedule import every


@every(1)
def import_files() -> None:
    imports.work_on_waiting()


@every(15)
def remind() -> None:
    reminding.remind_due()


@every(5)
def send_mails() -> None:
    mailing.send_waiting()


@every(3600)
def prune() -> None:
    imports.prune()
    reminding.prune()
