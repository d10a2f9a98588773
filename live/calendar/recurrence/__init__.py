"""When events take place: rules of RFC 5545, expanded within a window. docs/calendar-data.md"""

from live.calendar.recurrence.occurrences import Occurrence, occurrences
from live.calendar.recurrence.rules import clean
from live.calendar.recurrence.splitting import ends, split
from live.calendar.recurrence.words import in_words

__all__ = ["Occurrence", "clean", "ends", "in_words", "occurrences", "split"]
