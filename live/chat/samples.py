"""The chat's fragments in their states, from rooms and messages that are nowhere else."""

from datetime import UTC, datetime, timedelta

from live.accounts.samples import person
from live.chat import reactions
from live.chat.forms import EditForm, FilesForm, MessageForm
from live.chat.history import Stretch
from live.chat.models import Message, Room
from live.engine.sample import Sample
from live.files.uploads import File

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
LONG = "A long message, with what was said and what was meant by it, and nobody to say when it is enough. " * 40
WORD = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft" * 4
MARKDOWN = """**Three things**, before `noon`:

1. the hall
2. the tea, see <https://example.org/>
3. > what was said about it

```
ss -tlnp | grep 8000
```"""
ARABIC = "مرحبا بالجميع! الاجتماع في الساعة 10، والشاي في الساعة 4 (قاعة A)."
PICTURE = File("aa", "hall.png", 81_000, "png", 1600, 1000)
MINUTES = File("bb", "minutes of the meeting about the front page.pdf", 36_000)

LOG = '<div class="messages" id="messages" role="log" aria-label="Messages">{}</div>'
COMPOSER = '<div class="composer" id="composer"><div class="composer__parts">{}</div></div>'
OPENED = '<div class="specimen__opened">{}</div>'
OWN = f'<div class="specimen__own">{LOG}</div>'
ICONS = "chat/icons.html"


def room(name="Lobby", **fields):
    room = Room(**{"pk": 5, "slug": "lobby", "name": name} | fields)
    room.unread, room.is_current, room.last_message_at = 0, False, NOON
    return room


def message(body="Is this thing on?", author="ada", pk=17, follows=False, **fields):
    """`follows`: the message before is the same person's, of two minutes ago."""
    message = Message(pk=pk, room=room(), author=person(author), body=body, created_at=NOON, **fields)
    message.previous_author_id = message.author_id if follows else 0
    message.previous_at = NOON - timedelta(minutes=2) if follows else NOON - timedelta(hours=2)
    return message


def rooms():
    lobby, design, board = room(), room("Design", slug="design"), room("Board", slug="board", kind=Room.Kind.CLOSED)
    design.is_current, board.unread = True, 300
    return [lobby, design, board, room(WORD[:60], slug="long")]


def fields(form, **others):
    return {"form": form, "room": room(), "several_lines": False, "swap": "", "focus": False} | others


def fresh():
    return fields(MessageForm.fresh("", "nonce"))


def several():
    return fields(MessageForm.fresh("Dear all,\n\nthere is", "nonce"), several_lines=True)


def refused():
    return fields(MessageForm({"body": "", "nonce": "nonce"}, author=person()))


def attaching(form=None):
    return {"form": form or FilesForm.fresh("", "nonce"), "room": room()}


def replaced():
    return fresh() | {"swap": "innerHTML"}


def editing(message, data=None):
    return {"message": message, "form": EditForm(data, message=message), "swap": "innerHTML"}


def items():
    yield "usual", message()
    yield "follows", message("And another thing.", follows=True, pk=18)
    yield "long text", message(LONG, "long", 19)
    yield "long word", message(WORD, "linus", 20)
    yield "markdown", message(MARKDOWN, "grace", 21)
    yield "right-to-left", message(ARABIC, "noor", 22)
    yield "edited", message("The meeting is at ten", edited_at=NOON, pk=23)
    yield "files", message("From yesterday:", files=[PICTURE, MINUTES], pk=24)
    yield "mentions me", message("@admin, and @ada: look.", "grace", 30, mentions=" admin ada ")
    yield "answer", message("Yes, it is.", "grace", 31, reply_to=message(LONG, pk=17))
    yield "reactions", message("Tea?", "linus", 32, reactions={"👍": ["ada", "grace"], "🎉": ["noor"]})
    yield "files alone", message("", files=[MINUTES], pk=25)
    first = message("Good morning!", pk=26)
    first.previous_at = None
    yield "first of a day", first


MESSAGES = [
    *(Sample("chat/message.html#item", state, lambda it=it: {"message": it}, LOG) for state, it in items()),
    Sample("chat/message.html#item", "marked", lambda: {"message": message(pk=27), "marked": True}, LOG),
    Sample("chat/message.html#item", "mine", lambda: {"message": message(pk=28)}, OWN, ICONS),
    Sample("chat/attachments.html", "usual", lambda: {"message": message(files=[PICTURE, MINUTES]), "path": "/"}),
    *(
        Sample(f"chat/message.html#{verb}", "usual", lambda: {"message": message()}, LOG)
        for verb in ("added", "changed", "marked", "removed", "announced")
    ),
    Sample("chat/message.html#picker", "usual", lambda: {"message": message(), "emoji": reactions.QUICK}),
    Sample("chat/message.html#actions", "done", lambda: {"message": message(), "done": "react"}, LOG, ICONS),
    Sample("chat/message.html#editor", "usual", lambda: editing(message())),
    Sample("chat/message.html#editor", "long text", lambda: editing(message(LONG))),
    Sample("chat/message.html#editor", "error", lambda: editing(message(), {"body": ""})),
    Sample("chat/message.html#no_editor"),
    Sample("chat/message.html#confirm", "usual", lambda: {"message": message()}),
    Sample("chat/message.html#confirm", "long text", lambda: {"message": message(LONG)}),
    Sample("chat/message.html#no_confirm"),
]


COMPOSERS = [
    Sample("chat/composer.html#inside", "one line", fresh, COMPOSER),
    Sample("chat/composer.html#inside", "several lines", several, COMPOSER),
    Sample("chat/composer.html#inside", "error", refused, COMPOSER),
    Sample("chat/composer.html#probe", "usual", fresh),
    Sample("chat/composer.html#probe", "again", lambda: fresh() | {"length": "4"}),
    Sample("chat/composer.html#quiet", "usual"),
    Sample("chat/composer.html#parts", "usual", replaced, COMPOSER),
    Sample("chat/composer.html#replaced", "usual", replaced, COMPOSER),
    Sample("chat/composer.html#accepted", "usual", replaced, COMPOSER),
    Sample("chat/composer.html#reply", "usual", lambda: {"quoted": message()}, COMPOSER),
    Sample("chat/composer.html#reply", "long text", lambda: {"quoted": message(LONG, "long")}, COMPOSER),
    Sample("chat/composer.html#replying", "usual", lambda: replaced() | {"quoted": message()}, COMPOSER),
    Sample("chat/attach.html#box", "usual", attaching, OPENED),
    Sample("chat/attach.html#box", "error", lambda: attaching(FilesForm({}, author=person())), OPENED),
    Sample("chat/attach.html#sent", "usual", attaching, OPENED),
]


def company(*names, more=0):
    return {"people": [person(name) for name in names], "more": more}


def past(**others):
    newest = {"stretch": Stretch([message()], True, False), "marked": None, "first_unread": None, "since": []}
    return {"room": room()} | newest | others


ROOMS = [
    Sample("chat/room.html#history", "usual", past, LOG),
    Sample("chat/room.html#history", "all there is", lambda: past(stretch=Stretch([message()], False, False)), LOG),
    Sample("chat/room.html#history", "unread", lambda: past(first_unread=message()), LOG),
    Sample("chat/room.html#unread_from_here", "usual", lambda: {"first_unread": message()}, LOG),
    Sample("chat/room.html#name", "usual", lambda: {"room": room(), "swap": "", "others": []}),
    Sample("chat/room.html#name", "direct", lambda: {"room": room(), "others": [person("grace"), person("long")]}),
    Sample("chat/room.html#title", "usual", lambda: {"room": room()}),
    Sample("chat/room.html#changed", "usual", lambda: {"room": room()}),
    Sample("chat/room.html#changed", "long name", lambda: {"room": room(WORD[:60])}),
    Sample("chat/room.html#presence", "usual", lambda: company("ada", "grace")),
    Sample("chat/room.html#presence", "many", lambda: company("ada", "grace", "linus", "noor", "long", more=12)),
    Sample("chat/room.html#presence", "empty", company),
    Sample("chat/room.html#typing", "one", lambda: {"names": ["ada"]}),
    Sample("chat/room.html#typing", "several", lambda: {"names": ["ada", "grace", "linus"]}),
    Sample("chat/room.html#typing", "nobody", lambda: {"names": []}),
    Sample("chat/rooms.html#list", "with times", lambda: {"rooms": rooms(), "current": ""}),
    Sample("chat/rooms.html#list", "beside a room", lambda: {"rooms": rooms(), "current": "design", "oob": True}),
    Sample("chat/rooms.html#list", "empty", lambda: {"rooms": [], "current": ""}),
]


SAMPLES = [*MESSAGES, *COMPOSERS, *ROOMS, Sample("chat/icons.html", "usual")]
