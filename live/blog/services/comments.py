"""What readers say of a live blog. An editor lets it in, as what contributors submit."""

from django.db import transaction

from live.blog.models import Entry
from live.blog.services.entries import write_entry

AT_A_TIME = 3  # of one reader, that wait in one blog


class Impatient(Exception):
    """As many of the reader's comments as may wait already do."""


@transaction.atomic
def comment(blog, reader, body, nonce=""):
    """Nobody is notified: editors see at the desk what waits there. Raises Closed, Impatient."""
    entry = write_entry(blog, reader, body, nonce=nonce, is_comment=True, state=Entry.State.SUBMITTED)
    if waiting_of(blog, reader).count() > AT_A_TIME:
        raise Impatient
    return entry


def waiting_of(blog, reader):
    """Of a reader's comments those that nobody has let in yet, oldest first."""
    return blog.entries.waiting().filter(creator=reader, is_comment=True).order_by("created_at")
