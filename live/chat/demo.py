"""The rooms of the demo data and what was said in them: the same each time."""

from datetime import UTC, datetime, timedelta
from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageDraw

from live.chat.models import Membership, Message, Room
from live.chat.services import create_room
from live.files.uploads import examine
from live.search.services import reindex

BEGINNING = datetime(2026, 11, 18, 16, 40, tzinfo=UTC)
NEXT_DAY = 985  # minutes later
LONG_AGO = datetime(2026, 9, 1, 6, 0, tzinfo=UTC)

NOTES = """Hello everybody. I brought notes:

1. the hall opens at nine
2. tea is at four
3. minutes go to the archive"""
COMMAND = """And this, to see who is listening:

```
ss -tlnp | grep 8000
```"""
POINT = (
    "We talked about it at length, weighed what speaks for it and what against, and agreed to try it for a month, "
    "to write down what we notice, and to decide then with the notes on the table."
)
SUMMARY = "A summary for those who were away." + "".join(f"\n\n**Point {number}.** {POINT}" for number in range(1, 9))
DIRECTIONS = """Two directions for the front page:

- calm: lists, much white
- lively: pictures, large type"""

# Minutes after the beginning, who, what
LOBBY = [
    (0, "admin", "Welcome to **Townhall**! This room is for everybody."),
    (2, "admin", "Look round: *Design* is for plans, *Archive* for old ones."),
    (9, "ada", NOTES),
    (11, "grace", "> tea is at four\n\nThat is the best part."),
    (12, "grace", "Does somebody have the link to the handbook?"),
    (31, "linus", "https://docs.djangoproject.com/ is where I start, always."),
    (33, "linus", COMMAND),
    (NEXT_DAY, "ada", "Good morning! Is the projector back?"),
    (NEXT_DAY + 3, "ada", "Found it. It was under ~~the table~~ `the other table`."),
    (NEXT_DAY + 20, "mallory", "Good evening from Tokyo. What did I miss?"),
    (NEXT_DAY + 24, "grace", "Mostly tea."),
    (NEXT_DAY + 58, "admin", SUMMARY),
    (NEXT_DAY + 61, "linus", "Thank you. That saves me an hour."),
]
GIVEN = {"Mostly tea.": {"😂": ["linus", "ada"]}, "Thank you. That saves me an hour.": {"👍": ["admin"], "🎉": ["ada"]}}
DESIGN = [
    (NEXT_DAY + 120, "ada", DIRECTIONS),
    (NEXT_DAY + 124, "grace", "Calm. People keep it open all day."),
    (NEXT_DAY + 126, "linus", "Calm, and quick."),
    (NEXT_DAY + 180, "ada", "Calm it is."),
    (NEXT_DAY + 182, "ada", "A sketch of it:"),
]
BOARD = [
    (NEXT_DAY + 240, "admin", "This room is closed: only the two of us are in it."),
    (NEXT_DAY + 241, "ada", "Good. Then let us talk about the budget."),
]
WRITERS = ["ada", "ada", "grace", "linus", "linus"]
ARCHIVE = [(97 * number, WRITERS[number % 5], f"Note {number + 1} of 500.") for number in range(500)]


def make(people):
    """The rooms, with everything in them read by everybody."""
    admin = people["admin"]
    lobby = create_room(admin, "Lobby")
    _fill(lobby, LOBBY, people)
    for body, given in GIVEN.items():
        lobby.messages.quietly().filter(body=body).update(reactions=given)
    design = create_room(admin, "Design")
    _fill(design, DESIGN, people)
    _attach(_sketch(), design)
    _fill(create_room(admin, "Archive"), ARCHIVE, people, LONG_AGO)
    _fill(create_room(admin, "Board", Room.Kind.CLOSED, [people["ada"]]), BOARD, people)
    reindex("chat.message")


def _fill(room, said, people, beginning=BEGINNING):
    Message.objects.quietly().bulk_create(
        Message(room=room, author=people[name], body=body, created_at=beginning + timedelta(minutes=minutes))
        for minutes, name, body in said
    )
    Membership.objects.quietly().filter(room=room).update(read_to=room.newest_number())


def _attach(content, room):
    """To the last message; always under the same key, so that the data are the same each time."""
    sketch = examine(SimpleUploadedFile("front page.png", content)).keep("d3" * 16)
    room.messages.quietly().filter(pk=room.newest_number()).update(files=[sketch])


def _sketch():
    """A front page with a list of rooms, a log and much white, as a PNG."""
    image = Image.new("RGB", (720, 450), "#faf8f5")
    pen = ImageDraw.Draw(image)
    pen.rectangle((0, 0, 720, 44), fill="#24545a")
    pen.rectangle((0, 44, 180, 450), fill="#efebe4")
    for row in range(6):
        pen.rounded_rectangle((20, 72 + 40 * row, 90 + 23 * (row * 5 % 4), 84 + 40 * row), 6, fill="#b9b1a3")
        pen.ellipse((212, 72 + 60 * row, 244, 104 + 60 * row), fill=("#d8a48f", "#9bb8a3", "#a3a8cf")[row % 3])
        pen.rounded_rectangle((260, 74 + 60 * row, 400 + 47 * (row * 7 % 6), 84 + 60 * row), 5, fill="#8f8a80")
        pen.rounded_rectangle((260, 92 + 60 * row, 360 + 61 * (row * 3 % 5), 102 + 60 * row), 5, fill="#d5cfc4")
    file = BytesIO()
    image.save(file, "PNG")
    return file.getvalue()
