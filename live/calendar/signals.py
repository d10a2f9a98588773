"""What happens to events, for whoever tells people of it otherwise. All are sent inside the transaction that did it.

`slot` is the RECURRENCE-ID of the one occurrence that it is about; empty for all of the event.
"""

from django.dispatch import Signal

invited = Signal()  # provides `event` and `people`, users who are asked to it now
changed = Signal()  # provides `event`, `slot` and `people`, whose answers no longer count
cancelled = Signal()  # provides `event`, `slot`, and `people`; an event that is deleted is still there
answered = Signal()  # provides `attendance`
