"""A closed room and a conversation of others leak nothing: not a word, not a file, not that something is new there."""

import asyncio
import json
import re
from urllib.parse import quote

from tests.faults.oracles import expect_newest, open_pages, visitors
from tests.support.sizes import two_sizes
from tests.support.visitors import Visitor
from tests.support.writers import Writer

PAGES = ["/", "/chat/", "/chat/lobby/", "/notifications/"]
EVERYWHERE = [
    *PAGES,
    *("/chat/?live=off", "/chat/direct/", "/chat/direct/ada/", "/chat/lobby/?before=99999", "/notifications/?page=2"),
    *("/people/ada/", "/people/admin/", "/accounts/profile/", "/viewer.css", "/search/?q=xyzzy", "/search/?q=Board"),
    *("/calendar/", "/blog/", "/chat/bots/", "/admin/", "/metrics", "/healthz"),
]
OF_A_MESSAGE = ["", "edit/", "delete/", "react/", "reply/", "unread/", "?new", "files/0/", "files/0/small/"]
OF_A_ROOM = [
    *("", "?before=99999", "?live=off", "messages/", "files/", "involvement/", "settings/", "settings/members/"),
    *("settings/delete/", "settings/members/ada/remove/"),
]
SECRET = "xyzzy"  # in all that is said and sent there
SECRETS = """
import json
from live.accounts.models import User
from live.chat import reactions, reading, services
from live.chat.bots.services import make_bot
from live.chat.direct import conversation_of
from live.chat.models import Membership, Room
from django.core.files.uploadedfile import SimpleUploadedFile
from live.files.uploads import examine
ada, admin = (User.objects.get(username=name) for name in ("ada", "admin"))
board = Room.objects.get(slug="board")
talk = conversation_of([ada, admin])
bot, token = make_bot("robot", "Robot")
addresses = []
for room in (board, talk):
    first = services.post_message(room, ada, "xyzzy one @grace @robot")
    file = examine(SimpleUploadedFile("xyzzy.txt", b"xyzzy in a file"))
    second = services.post_files(room, admin, "xyzzy two", [file])
    answer = services.post_message(room, admin, "xyzzy three @ada", reply_to=first)
    reactions.react(answer, ada, "👍")
    services.edit_message(first, "xyzzy edited @grace @linus @robot")
    reading.mark_unread(second, admin)
    services.delete_message(services.post_message(room, ada, "xyzzy gone @grace"))
    reading.involve(Membership.objects.select_related("room", "user").get(room=room, user=admin), "mentions")
    files = [f"files/{file.key}/" for file in second.files]
    addresses += [(room.slug, message.pk, files) for message in (first, second, answer)]
services.rename_room(board, "Board xyzzy")
print(json.dumps({"token": token, "messages": addresses}))
"""


@two_sizes("asking", small=(("grace",),), full=(("grace", "linus"),), seconds=240)
async def test_others_learn_nothing_of_what_happens_there(own_site, measured, asking):
    grace, linus = await visitors(own_site, "grace", "linus")
    stranger = await asyncio.to_thread(Visitor, own_site.url)
    people = [*(visitor for visitor in (grace, linus) if visitor.name in asking), stranger]
    before = {visitor.name: await asyncio.to_thread(marks, visitor) for visitor in (grace, linus)}
    pages = [visitor.page(path) for visitor in (grace, linus) for path in PAGES]
    async with open_pages(*pages):
        heard = {page: len(page.frames) for page in pages}
        done = json.loads(await asyncio.to_thread(own_site.python, SECRETS))
        await Writer((await visitors(own_site, "mallory"))[0]).insist("That was all")
        lobbies = [page for page in pages if page.path == "/chat/lobby/"]
        await expect_newest(*lobbies, body="That was all")
        frames = [frame for page in pages for frame in page.frames[heard[page] :]]
    assert not [frame for frame in frames if leaks(frame)]
    addresses = {*EVERYWHERE, *(each for slug, pk, files in done["messages"] for each in all_of(slug, pk, files))}
    asked = await asyncio.gather(*[asyncio.to_thread(look_everywhere, visitor, addresses) for visitor in people])
    after = {visitor.name: await asyncio.to_thread(marks, visitor) for visitor in (grace, linus)}
    assert {name: found["board"] for name, found in after.items()} == {"grace": None, "linus": None}
    assert [found["bell"] for found in after.values()] == [found["bell"] for found in before.values()]
    assert await asyncio.to_thread(bot_sees, own_site, done) == {404}
    assert "Internal Server Error" not in own_site.log.read_text()
    measured("D7", pages=len(pages), frames=len(frames), answers=sum(asked), leaks=0)


def all_of(slug: str, pk: int, files: list[str]) -> list[str]:
    room = f"/chat/{slug}/"
    return [room + path for path in OF_A_ROOM] + [f"{room}messages/{pk}/{path}" for path in [*OF_A_MESSAGE, *files]]


def look_everywhere(visitor: Visitor, addresses: set[str]) -> int:
    """Each read, read as htmx reads, and posted to; how many answers came."""
    answers = [
        answer
        for address in addresses
        for answer in (
            visitor.get(address),
            visitor.get(address, **{"HX-Request": "true"}),
            try_to_post(visitor, address),
        )
    ]
    for answer in answers:
        assert not leaks(answer.text.replace(quote(SECRET), SECRET).replace(f'value="{SECRET}"', "")), answer.url
        assert answer.status < 500, answer.url
    return len(answers)


def try_to_post(visitor: Visitor, address: str):
    if address.startswith(("/accounts/", "/notifications/", "/chat/direct/")) or "lobby" in address:
        return visitor.get(address)
    return visitor.post(address, body="mine", emoji="👍", involvement="nothing", nonce="n", name="Mine", kind="open")


def leaks(html: str) -> bool:
    """Whether it has a secret, what one asked for left out."""
    words = re.sub(r"q(=|%3D)\w+|&#x27;\w+&#x27;|“\w+”|Search: \w+", "", html)
    return SECRET in words or 'data-room="board"' in words


def marks(visitor: Visitor) -> dict:
    """What somebody sees of the closed room, and how many things they are told of."""
    html = visitor.get("/").text
    bell = re.search(r'data-testid="notification-count"[^>]*>(\d*)', html)
    room = re.search(r'data-room="board"[^>]*', html)
    return {"bell": bell and bell[1], "board": room and room[0]}


def bot_sees(site, done: dict) -> set[int]:
    """What a bot that is not in them is answered there."""
    robot = Visitor(site.url)
    bearer = {"Authorization": f"Bearer {done['token']}"}
    return {
        robot.get(f"/api/rooms/{slug}/messages/{path}", **bearer).status
        for slug, pk, _files in done["messages"]
        for path in ("", f"{pk}/")
    }
