"""Files that are broken in any way end with a message or with events, never with an error."""

import random
import time
from collections import Counter

from live.calendar.ics.importing import read
from live.calendar.ics.merging import settled
from live.calendar.ics.reading import Unreadable, decoded
from live.calendar.ics.writing import file as written
from live.calendar.models import Event
from live.calendar.recurrence import in_words, occurrences
from tests.calendar.series import window
from tests.calendar.test_export import FULL
from tests.calendar.test_import import OWN_ZONES
from tests.faults.figures import seconds
from tests.support.sizes import two_sizes

WHOLE = FULL.replace("BEGIN:VEVENT", OWN_ZONES.replace("\n", "\r\n") + "\r\nBEGIN:VEVENT", 1)
SPICE = [
    "\r\n",
    ":",
    ";",
    ",",
    "=",
    '"',
    "\\",
    "BEGIN:VEVENT",
    "END:VEVENT",
    "99999999",
    "-1",
    "0",
    "é",
    "\t",
    "TZID=",
    "DTSTART:",
]


@two_sizes("files", small=150, full=5_000, seconds=900)
def test_munged(files, measured):
    """C20: the file is refused as a whole, or each entry that is broken is named and the others are good."""
    told, took = Counter(), 0.0
    for seed in range(files):
        began = time.monotonic()
        try:
            told.update(read_munged(random.Random(seed)))
        except Exception as error:
            raise AssertionError(f"file {seed}") from error
        took = max(took, time.monotonic() - began)
    measured("C20", files=files, slowest=seconds(took), unhandled=0, **told)


def read_munged(chance):
    """How many were refused as a whole, how many entries were named, how many were good."""
    text = WHOLE
    for _ in range(chance.choice([1, 3, 10, 40])):
        text = munged(text, chance)
    try:
        found = read(decoded(text.encode("utf-8", "replace")), "Europe/Berlin")
    except Unreadable:
        return {"refused": 1}
    assert all(problem.reason for problem in found.problems)
    check(settled(found.events))
    return {"entries_named": len(found.problems), "good": len(found.events)}


def munged(text, chance):
    start = chance.randrange(len(text))
    end = start + chance.choice([0, 0, 1, 5, 60])
    if chance.random() < 0.3:  # a line goes somewhere else
        lines = text.split("\r\n")
        lines.insert(chance.randrange(len(lines)), chance.choice(lines))
        return "\r\n".join(lines)
    return text[:start] + chance.choice(SPICE) + text[end:]


def check(rows):
    """What was taken over can be shown, said and written."""
    for row in rows:
        row.calendar_id = 1
        row.changed_at = row.created_at = row.starts
        assert isinstance(row, Event)
        assert row.ends >= row.starts
        in_words(row.rrule, row)
    occurrences(rows, *window())
    written(rows)
