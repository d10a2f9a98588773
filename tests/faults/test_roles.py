"""What each sees: nobody another's (faults.md C18, D7, D8)."""

import asyncio
import re
from concurrent.futures import ThreadPoolExecutor
from html import unescape

from tests.faults.oracles import expect_convergence, expect_newest, open_pages, visitors
from tests.support.sizes import two_sizes
from tests.support.visitors import Visitor
from tests.support.writers import Writer

LOBBY, BOARD = "/chat/lobby/", "/chat/board/"
CAST = ("admin", "ada", "grace", "linus", "mallory")
LINK = re.compile(r'(?:href|formaction|action|hx-get)="(/[^"#]*)')
ELSEWHERE = re.compile(  # what never ends, as months do, or is all alike
    r"/(static|admin|accounts/logout|offline|viewer\.css|gallery/.|blog/[^/]+/.)"
    r"|/calendar/(\d|week/.|day/.|agenda/.|events/|times/)|/chat/(archive|lobby|design)/.|.*members/"
)

SAME_VARIANT = """
from live.accounts.models import User
User.objects.quietly().update(time_zone="Europe/Berlin")
"""
CLOSED_ROOMS = """
from itertools import combinations
from live.accounts.models import User
from live.chat import services
from live.chat.models import Room
people = list(User.objects.order_by("pk"))
for number, pair in enumerate(list(combinations(people, 2))[:{rooms}]):
    secret = f"secret {{number}} for-{{pair[0]}} for-{{pair[1]}}"
    room = Room.objects.filter(name=secret).first() or services.create_room(pair[0], secret, Room.Kind.CLOSED, pair)
    for _ in range({messages}):
        services.post_message(room, pair[1], secret)
"""
SECRET = re.compile(r"secret \d+ (for-\w+) (for-\w+)")
TIME = re.compile(r'datetime="[^"T]*T[^"]*?([+-]\d\d:\d\d)"')
DAY = re.compile(r'<p class="day-line"><time[^>]*>(\w+)')


# One rendering for all of a variant


@two_sizes("rounds", small=1, full=150, seconds=300)
async def test_two_viewers_of_one_variant_are_sent_the_same_bytes(own_site, measured, rounds):
    """C18: whatever their roles; and nothing in them is anybody's own."""
    await asyncio.to_thread(own_site.python, SAME_VARIANT)
    cast = await visitors(own_site, *CAST)
    async with open_pages(*[visitor.page(LOBBY) for visitor in cast]) as pages:
        for number in range(rounds):
            await live_through(cast, pages, number)
        alike = [shared(page) for page in pages]
        assert min(map(len, alike)) >= 3 * rounds
        assert all(frames == alike[0] for frames in alike)
        for visitor in cast:
            expect_nothing_of(visitor, "".join(alike[0]))
        await expect_convergence(*pages)
    measured("C18", viewers=len(cast), frames=len(alike[0]), different=0)


async def live_through(cast, pages, number: int) -> None:
    """Somebody says something, changes it, takes it back; somebody else has another name."""
    author, body = cast[number % len(cast)], f"word {number}"
    await Writer(author).insist(body)
    await expect_newest(*pages, body=body)
    id = next(id for id, text in pages[0].articles.items() if f">{body}<" in text)
    path = f"{LOBBY}messages/{id.rpartition('-')[2]}/"
    await asyncio.to_thread(author.post, f"{path}edit/", body=f"other {body}")
    await expect_newest(*pages, body=f"other {body}")
    await asyncio.to_thread(author.post, f"{path}delete/")
    for page in pages:
        await page.until(lambda page=page: id not in page.articles)


def shared(page) -> list[str]:
    """The frames that move the page on in its room, once all have come."""
    return [frame for frame in page.frames if 'name="position"' in frame]


def expect_nothing_of(visitor: Visitor, html: str) -> None:
    for secret in ("csrf", "token", "@example", visitor.cookie("csrftoken"), visitor.cookie("sessionid")):
        assert secret not in html


# Every page for every role


@two_sizes("names, rooms, messages", small=(("ada",), 2, 1), full=(CAST, 10, 12), seconds=400)
async def test_whatever_anybody_can_reach_nobody_sees_a_closed_room_of_others(
    own_site, measured, names, rooms, messages
):
    """D7: all that anybody finds a link to is asked for by everybody, a stranger among them."""
    await asyncio.to_thread(own_site.python, CLOSED_ROOMS.format(rooms=rooms, messages=messages))
    people = [*await visitors(own_site, *names), await asyncio.to_thread(Visitor, own_site.url)]
    found, answers = await asyncio.to_thread(look_everywhere, people)
    assert found > 2 * rooms
    measured("D7", people=len(people), addresses=found, answers=answers, leaks=0)


def look_everywhere(people: list[Visitor]) -> tuple[int, int]:
    """How many addresses there are, and how many answers were looked at."""
    with ThreadPoolExecutor(len(people)) as threads:
        found = set().union(*threads.map(everything_for, people))
        return len(found), sum(threads.map(lambda person: expect_no_secret(person, found), people))


def everything_for(person: Visitor) -> set[str]:
    """All addresses that a person comes to from the front page, on pages with and without live updates."""
    known, ahead = set(), ["/", "/chat/", "/chat/?live=off"]
    while ahead:
        path = ahead.pop()
        if path in known or ELSEWHERE.match(path):
            continue
        known.add(path)
        ahead += map(unescape, LINK.findall(person.get(path).text))
    return known


def expect_no_secret(person: Visitor, paths: set[str]) -> int:
    """What the person gets there, as a page and as what htmx would ask for; how many answers that are."""
    for path in paths:
        for headers in ({}, {"HX-Request": "true"}):
            answer = person.get(path, **headers)
            assert answer.status in (200, 403, 404, 405), f"{person.name} at {path}: {answer.status}"
            expect_own_secrets(person, answer.text)
    return 2 * len(paths)


def expect_own_secrets(person: Visitor, html: str) -> int:
    """How many there are."""
    pairs = SECRET.findall(html)
    assert all(f"for-{person.name}" in pair for pair in pairs), f"{person.name} sees {pairs}"
    return len(pairs)


@two_sizes("rooms, messages", small=(2, 2), full=(10, 40), seconds=300)
async def test_no_frame_shows_a_closed_room_to_others(own_site, measured, rooms, messages):
    """D7: with the pages of everybody open everywhere while people talk in closed rooms."""
    await asyncio.to_thread(own_site.python, CLOSED_ROOMS.format(rooms=rooms, messages=0))
    cast = await visitors(own_site, *CAST)
    pages = [visitor.page(path) for visitor in cast for path in ("/", "/chat/", LOBBY)]
    async with open_pages(*pages):
        await asyncio.to_thread(own_site.python, CLOSED_ROOMS.format(rooms=rooms, messages=messages))
        await Writer(cast[0]).insist("That was all")
        await expect_newest(*pages[2::3], body="That was all")
        seen = sum(expect_own_secrets(page.visitor, "".join(page.frames)) for page in pages)
    assert seen > rooms  # everybody's list of rooms has one's own
    measured("D7", open_pages=len(pages), messages=rooms * messages, leaks=0)


# Languages and time zones


WORLD = {
    "admin": ("en", "Europe/Berlin", "+01:00", "Friday"),
    "ada": ("de", "Europe/London", "+00:00", "Freitag"),
    "grace": ("fr", "America/New_York", "-05:00", "vendredi"),
    "linus": ("es", "Asia/Kolkata", "+05:30", "viernes"),
    "mallory": ("ja", "Asia/Tokyo", "+09:00", "金曜日"),
}
CHOOSE = """
from live.accounts.models import User
for name, (language, zone, *_) in {world}.items():
    User.objects.quietly().filter(username=name).update(language=language, time_zone=zone)
"""


@two_sizes("messages", small=5, full=120, seconds=300)
async def test_everybody_reads_in_their_own_language_and_time_zone(site_with, measured, messages):
    """D8: pages and frames for five people, rendered at the same time."""
    site = await asyncio.to_thread(site_with, DJANGO_SETTINGS_MODULE="tests.support.languages")
    await asyncio.to_thread(site.python, CHOOSE.format(world=WORLD))
    cast = await visitors(site, *WORLD)
    async with open_pages(*[visitor.page(LOBBY) for visitor in cast]) as pages:
        said = [f"at the same time {number}" for number in range(messages)]
        reading = asyncio.gather(*[asyncio.to_thread(read_again_and_again, visitor, messages) for visitor in cast])
        await Writer(cast[0]).insist_on(said)
        loaded = await reading
        await expect_newest(*pages, body=said[-1])
        for page, texts in zip(pages, loaded, strict=True):
            expect_the_world_of(page.visitor.name, [*texts, *page.frames])
        await expect_convergence(*pages)
        rendered = sum(map(len, loaded)) + sum(len(page.frames) for page in pages)
    measured("D8", renderings=rendered, leaks=0)


def read_again_and_again(visitor: Visitor, times: int) -> list[str]:
    return [visitor.get(LOBBY).text for _ in range(times)]


def expect_the_world_of(name: str, texts: list[str]) -> None:
    language, _zone, offset, _friday = WORLD[name]
    for text in texts:
        assert set(TIME.findall(text)) <= {offset}
        assert set(re.findall(r'<html lang="(\w+)"', text)) <= {language}
        assert set(DAY.findall(text)) <= set(DAYS[language])


DAYS = {
    "en": ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
    "de": ["Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag"],
    "fr": ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"],
    "es": ["lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo"],
    "ja": ["月曜日", "火曜日", "水曜日", "木曜日", "金曜日", "土曜日", "日曜日"],
}
