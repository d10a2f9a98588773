"""Somebody wants others' browsers to run what he writes (C14), or to break what they show (C16)."""

import re
from urllib.parse import quote

import pytest
from playwright.sync_api import expect

from e2e.access import expect_no_sideways_scrolling
from e2e.pages import Log, Room
from e2e.pages.witness import Witness
from tests.support.payloads import naughty, payloads
from tests.support.sizes import two_sizes

SAY = """
from live.accounts.models import User
from live.chat import services
from live.chat.models import Room
from tests.support.payloads import {what} as words
room, mallory = Room.objects.get(slug="{slug}"), User.objects.get(username="mallory")
for body in {words}[{first}:{last}]:
    services.post_message(room, mallory, body.replace("\\x00", ""))
services.post_message(room, mallory, "That was {last}.")
"""
LONGEST_NAME = 60
ADDRESSES = [
    *("/people/mallory/", "/", "/echo/?text={}", "/chat/lobby/?before={}", "/chat/{}/", "/accounts/login/?next={}"),
    *("/chat/lobby/messages/1/?{}", "/?live={}", "/chat/direct/mallory/", "/chat/direct/{}/", "/notifications/"),
]


@pytest.fixture
def witness(here, new_context):
    """A browser of ada's whose every tab is watched."""
    context = new_context()
    context.witness = Witness(context, here.url)
    return context


@pytest.fixture
def ada(person, witness):
    return person("ada", context=witness)


def test_the_witness_is_awake(witness):
    """It sees what would be there if one of them were more than shown."""
    tab = witness.new_page()
    with tab.expect_event("dialog"):
        tab.set_content("<p data-testid=message-body><img src=http://evil.example/ onerror=alert(1)>")
    for sight in ("dialog: 1", "request: http://evil.example/", "<img"):
        with pytest.raises(AssertionError, match=sight):
            witness.witness.expect_nothing(tab)


@two_sizes("number, together", small=(40, 40), full=(2_400, 200), seconds=900)
def test_what_is_written_to_be_run_is_only_shown(here, ada, witness, new_room, measured, number, together):
    """C14: in messages, as they are pushed, on the page and in the past."""
    for first in range(0, number, together):
        slug = new_room("Trap")
        hers = ada.room(slug)
        say(here, slug, "payloads", f"words({number})", first, first + together)
        expect(hers.message(f"That was {first + together}.").body).to_be_attached(timeout=30_000)
        witness.witness.expect_nothing(hers.tab)
        pages = past_of(ada, slug, hers)
        witness.witness.expect_nothing(*[page.tab for page in pages])
        hers.expect_same_after_reload()
        for page in (hers, *pages):
            page.tab.close()
    measured("C14", messages=number, dialogs=0, reports=0, nodes=0)


def say(site, slug: str, what: str, words: str, first: int, last: int) -> None:
    site.python(SAY.format(slug=slug, what=what, words=words, first=first, last=last))


def past_of(person, slug: str, room: Room) -> list[Log]:
    """Pages on which all that was said is loaded, not pushed."""
    newest = room.messages.last.get_attribute("data-seq")
    oldest = room.messages.first.get_attribute("data-seq")
    return [person.permalink(slug, number) for number in range(int(oldest), int(newest) + 1, 60)]


@two_sizes("number", small=1, full=80, seconds=900)
def test_names_and_addresses_are_only_shown(own_site, ada, witness, visitor, watch, measured, number):
    """C14: as the name of a person and of a room, about oneself, in the echo and in addresses."""
    watch.expect("status of 4")
    mallory = visitor("mallory")
    trap = mallory.post("/chat/", name="Trap", kind="open").url.removeprefix(own_site.url)
    mallory.post(f"{trap}messages/", body="Who am I?", nonce="n")
    asked = re.search(r'id="message-(\d+)"', mallory.get(trap).text)[1]
    mallory.post(f"{trap}messages/", body="It is @ada who asks", reply_to=asked, nonce="o")
    hers, tab = ada.open(Room, trap), ada.visit("/").tab
    for text in payloads(number, LONGEST_NAME):
        mallory.post("/accounts/profile/", display_name=text, bio=text, time_zone="UTC", language="en", theme="dark")
        mallory.post(f"{trap}settings/", name=text)
        expect(hers.title).to_have_text(shown(text))
        expect(hers.message("Who am I?").author).to_have_text(shown(text))
        expect(hers.tab.locator(".quote .people__name")).to_have_text(shown(text))
        witness.witness.expect_nothing(hers.tab)
        for address in ADDRESSES:
            tab.goto(own_site.url + address.format(quote(text)))
            witness.witness.expect_nothing(tab)
    hers.expect_same_after_reload()
    measured("C14", names=3 * number, addresses=len(ADDRESSES) * number, dialogs=0, reports=0, nodes=0)


def shown(text: str) -> str:
    """As forms take it."""
    return text.strip()


@two_sizes("width", small=380, full=1_280)
def test_naughty_strings_leave_the_layout_whole(here, person, new_room, measured, width):
    """C16"""
    slug = new_room("Trap")
    hers = person("ada", viewport={"width": width, "height": 800}).room(slug)
    say(here, slug, "naughty", "words()", 0, 100)
    expect(hers.message("That was 100.").body).to_be_attached()
    expect_no_sideways_scrolling(hers.tab)
    hers.expect_same_after_reload()
    hers.post("And this is mine")
    measured("C16", strings=len(naughty()), wide=f"{width} px", sideways=0)
