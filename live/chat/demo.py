"""The rooms of the demo data and what was said in them: the same each time."""

from datetime import UTC, datetime, timedelta

from live.chat.models import Membership, Message, Room
from live.chat.services import create_room

THE_DAY_BEFORE = datetime(2026, 11, 18, 16, 40, tzinfo=UTC)
THE_DAY = datetime(2026, 11, 19, 9, 5, tzinfo=UTC)
LONG_AGO = datetime(2026, 9, 1, 6, 0, tzinfo=UTC)

LOBBY = [
    (THE_DAY_BEFORE, "admin", "Welcome to **Townhall**! This room is for everybody."),
    (THE_DAY_BEFORE + timedelta(minutes=2), "admin", "Say hello, and look round: *Design* is for plans, *Archive* for old ones."),
    (THE_DAY_BEFORE + timedelta(minutes=9), "ada", "Hello everybody. I brought notes:\n\n1. the hall opens at nine\n2. tea is at four\n3. minutes go to the archive"),
    (THE_DAY_BEFORE + timedelta(minutes=11), "grace", "> tea is at four\n\nThat is the best part."),
    (THE_DAY_BEFORE + timedelta(minutes=12), "grace", "Does somebody have the link to the handbook?"),
    (THE_DAY_BEFORE + timedelta(minutes=31), "linus", "https://docs.djangoproject.com/ is where I start, always."),
    (THE_DAY_BEFORE + timedelta(minutes=33), "linus", "And this, to see who is listening:\n\n```\nss -tlnp | grep 8000\n```"),
    (THE_DAY, "ada", "Good morning! Is the projector back?"),
    (THE_DAY + timedelta(minutes=3), "ada", "Found it. It was under ~~the table~~ `the other table`."),
    (THE_DAY + timedelta(minutes=20), "mallory", "Good evening from Tokyo. What did I miss?"),
    (THE_DAY + timedelta(minutes=24), "grace", "Mostly tea."),
    (THE_DAY + timedelta(minutes=58), "admin", "A summary for those who were away.\n\n" + "\n\n".join(
        f"**Point {number}.** We talked about it at length, weighed what speaks for it and what against, and agreed to "
        "try it for a month, to write down what we notice, and to decide then with the notes on the table."
        for number in range(1, 9)
    )),
    (THE_DAY + timedelta(minutes=61), "linus", "Thank you. That saves me an hour."),
]  # fmt: skip
DESIGN = [
    (THE_DAY + timedelta(hours=2), "ada", "Two directions for the front page:\n\n- calm: lists, much white\n- lively: pictures, large type"),
    (THE_DAY + timedelta(hours=2, minutes=4), "grace", "Calm. People keep it open all day."),
    (THE_DAY + timedelta(hours=2, minutes=6), "linus", "Calm, and quick."),
    (THE_DAY + timedelta(hours=3), "ada", "Calm it is."),
]  # fmt: skip
BOARD = [
    (THE_DAY + timedelta(hours=4), "admin", "This room is closed: only the two of us are in it."),
    (THE_DAY + timedelta(hours=4, minutes=1), "ada", "Good. Then let us talk about the budget."),
]
ARCHIVE = [
    (LONG_AGO + timedelta(minutes=97 * number), ("ada", "ada", "grace", "linus", "linus")[number % 5], f"Note {number + 1} of 500.")
    for number in range(500)
]  # fmt: skip


def make(people):
    """The rooms, with everything in them read by everybody."""
    admin = people["admin"]
    _fill(create_room(admin, "Lobby"), LOBBY, people)
    _fill(create_room(admin, "Design"), DESIGN, people)
    _fill(create_room(admin, "Archive"), ARCHIVE, people)
    _fill(create_room(admin, "Board", Room.Kind.CLOSED, [people["ada"]]), BOARD, people)


def _fill(room, said, people):
    messages = [Message(room=room, author=people[name], body=body, created_at=moment) for moment, name, body in said]
    Message.objects.quietly().bulk_create(messages)
    Membership.objects.quietly().filter(room=room).update(read_to=room.newest_number())
