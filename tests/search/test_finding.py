"""What somebody finds: what is there now, and only what they may see. Runs on SQLite and on PostgreSQL."""

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from live.chat import services
from live.chat.models import Message, Room
from live.search.finding import MOST, find
from live.search.models import Document
from live.search.services import drop, put
from tests.support.payloads import payloads

pytestmark = pytest.mark.django_db


def found(person, query, **options):
    return [one.thing.body for one in find(person, query, **options)]


@pytest.fixture
def say(ada, lobby):
    return lambda *bodies, room=lobby, author=ada: [services.post_message(room, author, body) for body in bodies]


def test_all_words_have_to_be_in_it_and_the_last_may_be_a_beginning(say, grace):
    say("The hall opens at nine", "The hall is closed", "Nine men in a hallway")
    assert found(grace, "hall NINE") == ["Nine men in a hallway", "The hall opens at nine"][1:]
    assert found(grace, "nine hall") == ["Nine men in a hallway", "The hall opens at nine"]
    assert found(grace, "ope") == ["The hall opens at nine"]
    assert found(grace, "ope hall") == []
    assert found(grace, "halls") == []


def test_capitals_accents_and_other_scripts(say, grace):
    say("Gehen wir ins Café Müller, Straße 5", "東京へ行く")
    assert found(grace, "CAFE muller strasse") == ["Gehen wir ins Café Müller, Straße 5"]
    assert found(grace, "京") == ["東京へ行く"]


def test_the_newest_come_first_and_not_too_many(say, grace):
    say(*(f"tea {number}" for number in range(MOST + 5)))
    assert found(grace, "tea") == [f"tea {number}" for number in range(MOST + 4, 4, -1)]


def test_a_change_is_found_and_what_was_deleted_is_not(say, grace, lobby):
    first, second = say("helo", "world")
    services.edit_message(first, "hello")
    assert (found(grace, "helo"), found(grace, "hello")) == ([], ["hello"])
    services.delete_message(second)
    assert found(grace, "world") == []
    services.delete_room(lobby)
    assert found(grace, "hello") == []
    assert not Document.objects.exists()


def test_a_closed_room_leaks_nothing(say, ada, grace, mallory, board):
    say("the budget is secret", room=board)
    assert found(ada, "budget") == ["the budget is secret"]
    assert found(mallory, "budget") == []
    services.add_member(board, mallory)
    assert found(mallory, "budget") == ["the budget is secret"]
    services.remove_member(board, mallory)
    assert found(mallory, "budget") == []


def test_what_one_may_not_see_takes_no_place(say, mallory, board):
    say("tea for everybody")
    say(*(f"tea for us {number}" for number in range(MOST + 20)), room=board)
    assert found(mallory, "tea") == ["tea for everybody"]


OPERATORS = [
    *(
        '"',
        "'",
        "*",
        "-",
        "+",
        "^",
        "(",
        ")",
        "()",
        ":",
        "::",
        "!",
        "&",
        "|",
        "\\",
        "%",
        "_",
        "\x00",
        "{}",
        "NEAR(",
        "<->",
    ),
    *(
        "tea AND",
        "OR tea",
        "NOT tea",
        "tea OR",
        "NEAR(tea, 2)",
        "words:tea",
        "-tea",
        '"tea',
        "tea'",
        "tea*",
        "^tea",
        "te*a",
    ),
    *(
        "tea:*",
        "tea & !",
        "tea <-> tea",
        "'tea':*",
        "tea\\",
        "tea\x00tea",
        "tea; DROP TABLE search_document",
        "𐐷𞤀ꭰ tea",
    ),
]


@pytest.mark.parametrize("query", OPERATORS)
def test_operators_and_punctuation_never_break_it(say, grace, query):
    say("tea")
    assert found(grace, query) in ([], ["tea"])


def test_what_attackers_type_breaks_nothing_either(say, grace, window):
    say("tea")
    client = window(grace)
    for payload in payloads(80):
        assert client.get("/search/", {"q": payload}).status_code == 200


def test_letters_that_the_database_may_not_know(say, grace):
    say("before𞤀𞤁after", "a\u200db")
    assert found(grace, "before𞤀𞤁after") == ["before𞤀𞤁after"]


def test_a_search_takes_as_many_queries_whatever_it_finds(say, grace):
    say("tea one")
    counts = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as asked:
            find(grace, "tea")
        counts.append(len(asked))
        say(*(f"tea {number}" for number in range(30)))
    assert counts[0] == counts[1] <= 2


def test_the_index_is_made_anew(say, grace, lobby):
    say("one tea", "two teas")
    Document.objects.all().delete()
    assert found(grace, "tea") == []
    call_command("reindex_search", verbosity=0)
    assert found(grace, "tea") == ["two teas", "one tea"]


def test_one_kind_alone(say, grace):
    say("tea")
    assert found(grace, "tea", kind="chat.message") == ["tea"]


def test_a_thing_has_one_entry(say, grace, lobby):
    (message,) = say("tea")
    put(message, "coffee", title="Hot drinks")
    assert (found(grace, "tea"), found(grace, "hot coff")) == ([], ["tea"])
    drop(f"chat.message.{message.pk}")
    drop(message)
    assert found(grace, "coffee") == []


def test_who_converts_a_room_changes_who_finds(say, mallory, lobby, admin):
    services.convert_room(lobby, Room.Kind.CLOSED)
    say("tea")
    assert found(mallory, "tea") == ["tea"], "she was in it"
    services.remove_member(lobby, mallory)
    assert found(mallory, "tea") == []
    services.convert_room(lobby, Room.Kind.OPEN)
    assert found(mallory, "tea") == ["tea"]


def test_who_is_not_signed_in_sees_no_messages(say):
    from django.contrib.auth.models import AnonymousUser

    say("tea")
    assert list(Message.objects.visible_to(AnonymousUser())) == []


# The page


def test_the_page_shows_what_was_found(say, grace, window):
    say("<b>tea</b> & **biscuits**")
    client = window(grace)
    page = client.get("/search/", {"q": "tea"}).content.decode()
    assert "&lt;b&gt;<mark>tea</mark>&lt;/b&gt; &amp; biscuits" in page
    assert "1 found" in page
    assert "Nothing found" in client.get("/search/", {"q": "coffee"}).content.decode()
    assert "Find what was said" in client.get("/search/", {"q": " "}).content.decode()
    assert client.get("/search/", {"q": "tea", "kind": "no.such"}).status_code == 404


def test_the_page_is_for_who_is_signed_in(client, admin):
    assert client.get("/search/?q=tea").status_code == 302
