"""Imports: small ones at once, large ones by the clock while a page shows how far they are."""

import logging
import time
from datetime import timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from live.calendar.ics import importing, itip, reading
from live.calendar.models import Import
from live.engine import changes

logger = logging.getLogger(__name__)

AT_ONCE = 200  # events that are read while the request waits
PACE = 0.4  # seconds between two looks at how far it is
LOST = timedelta(minutes=1)  # without a sign of life it is somebody else's to do
KEPT = timedelta(days=7)
SHOWN = 50  # problems that are named; of the others, the number


def begin(person, calendar, file_name: str, data: bytes) -> Import:
    """Raises Unreadable."""
    text = reading.decoded(data)
    total = len(reading.taken_apart(text).events)
    job = Import.objects.create(
        person=person, calendar=calendar, file_name=file_name[:200], text=text.replace("\0", ""), total=total
    )
    if total <= AT_ONCE:
        work_on(job)
    return job


def work_on_waiting() -> None:
    """Those that nobody has taken up, or whose process is gone."""
    given_up = Q(state=Import.State.READING, claimed_at__lt=timezone.now() - LOST)
    for job in Import.objects.filter(Q(state=Import.State.WAITING) | given_up).select_related("person", "calendar"):
        work_on(job)


def work_on(job: Import) -> None:
    if not _claim(job):
        return
    with translation.override(job.person.language), timezone.override(job.person.time_zone):
        try:
            _work(job)
        except reading.Unreadable as problem:
            _end(job, Import.State.FAILED, {"message": str(problem)})
        except Exception:
            logger.exception("import %s", job.pk)
            _end(job, Import.State.FAILED, {"message": _("Something went wrong here. Nothing has been taken over.")})


def _claim(job):
    rows = Import.objects.quietly().filter(pk=job.pk, state=job.state, claimed_at=job.claimed_at)
    job.state, job.claimed_at = Import.State.READING, timezone.now()
    return rows.update(state=job.state, claimed_at=job.claimed_at)


def _work(job):
    found = importing.read(job.text, job.person.time_zone, _Progress(job))
    with transaction.atomic():
        outcome = importing.take_over(found.events, job.calendar, job.person)
        answers = itip.receive(found.messages, job.person)
        job.done = job.total
        _end(job, Import.State.DONE, _result(found, outcome, answers))


def _result(found, outcome, answers):
    refused = [
        importing.problem(message.piece, reason)
        for message, reason in zip(found.messages, answers, strict=True)
        if reason
    ]
    problems = sorted([*found.problems, *refused])
    return {
        "added": len(outcome.added),
        "changed": len(outcome.changed) + len(outcome.removed),
        "unchanged": outcome.unchanged,
        "older": outcome.older,
        "answers": len(answers) - len(refused),
        "others": found.others,
        "problems": [problem._asdict() for problem in problems[:SHOWN]],
        "more_problems": max(0, len(problems) - SHOWN),
    }


@transaction.atomic
def _end(job, state, result):
    job.state, job.result, job.text = state, result, ""
    job.save()
    changes.record("changed", job, on=job)


class _Progress:
    """Tells the pages that look on, now and then."""

    def __init__(self, job):
        self.job, self.told = job, time.monotonic()

    def __call__(self, done, total):
        if time.monotonic() - self.told > PACE:
            self.told = time.monotonic()
            self._tell(done, total)

    @transaction.atomic
    def _tell(self, done, total):
        row = Import.objects.quietly().filter(pk=self.job.pk)
        row.update(done=done, total=total, claimed_at=timezone.now())
        changes.record("changed", self.job, on=self.job)


def prune() -> None:
    Import.objects.quietly().filter(created_at__lt=timezone.now() - KEPT).delete()
