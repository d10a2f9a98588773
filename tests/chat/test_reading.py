"""Pages that show messages."""

import re
from datetime import UTC, datetime

import pytest

from live.accounts.demo import make as make_people
from live.accounts.services import update_profile
from live.chat import services
from live.chat.demo import make
from live.chat.models import Message, Room
from live.chat.unread import rooms_for


def numbers(response):
    return [int(number) for number in re.findall(r'id="message-(\d+)"', response.content.decode())]


@pytest.fixture
def hundred(ada, lobby):
    """The numbers of a hundred messages."""
    rows = [Message(room=lobby, author=ada, body=f"message {number}") for number in range(100)]
    Message.objects.quietly().bulk_create(rows)
    return list(lobby.messages.order_by("pk").values_list("pk", flat=True))


@pytest.mark.parametrize(
    "path", ["", "lobby/", "lobby/messages/1/", "lobby/settings/", "lobby/messages/1/edit/", "lobby/messages/1/delete/"]
)
def test_strangers_are_asked_to_sign_in(lobby, window, path):
    response = window().get(f"/chat/{path}")
    assert (response.status_code, response.url) == (302, f"/accounts/login/?next=/chat/{path}")


def test_a_room_shows_the_newest_forty(ada, hundred, window):
    assert numbers(window(ada).get("/chat/lobby/")) == hundred[60:]


def test_an_empty_room_is_a_page(ada, lobby, window):
    assert numbers(window(ada).get("/chat/lobby/")) == []


def test_opening_a_room_reads_it(ada, grace, hundred, window):
    window(grace).get("/chat/lobby/")
    assert rooms_for(grace)[0].unread == 0


def test_earlier_messages_come_to_htmx_alone_with_the_way_further_back(ada, hundred, window):
    response = window(ada).get(f"/chat/lobby/?before={hundred[60]}", headers={"HX-Request": "true"})
    text = response.content.decode()
    assert numbers(response) == hundred[20:60]
    assert "<html" not in text
    assert f'hx-get="/chat/lobby/?before={hundred[20]}"' in text


def test_before_the_first_there_is_nothing_more(ada, hundred, window):
    response = window(ada).get(f"/chat/lobby/?before={hundred[20]}", headers={"HX-Request": "true"})
    assert numbers(response) == hundred[:20]
    assert "before=" not in response.content.decode()


def test_earlier_messages_are_a_page_without_a_script(ada, hundred, window):
    response = window(ada).get(f"/chat/lobby/?before={hundred[60]}")
    assert numbers(response) == hundred[20:60]
    assert "Jump to newest" in response.content.decode()
    assert 'id="composer"' not in response.content.decode()


@pytest.mark.parametrize("before", ["", "x", "1e3", "-", "9" * 5000])
def test_before_something_that_is_no_number_there_is_no_page(ada, lobby, window, before):
    assert window(ada).get("/chat/lobby/", {"before": before}).status_code == 404


def test_a_number_too_large_for_any_message_is_harmless(ada, lobby, window):
    assert window(ada).get("/chat/lobby/", {"before": "9" * 30}).status_code == 200
    assert window(ada).get(f"/chat/lobby/messages/{'9' * 30}/").status_code == 404


def test_a_permalink_shows_its_message_with_forty_on_either_side(ada, hundred, window):
    response = window(ada).get(f"/chat/lobby/messages/{hundred[50]}/")
    text = response.content.decode()
    assert numbers(response) == hundred[10:91]
    assert re.search(rf'<article class="[^"]*message--marked[^"]*" id="message-{hundred[50]}"', text)
    assert text.count("message--marked") == 1
    assert "Jump to newest" in text


def test_a_permalink_does_not_count_as_having_read(ada, grace, hundred, window):
    window(grace).get(f"/chat/lobby/messages/{hundred[5]}/")
    assert rooms_for(grace)[0].unread == 100


def test_a_message_has_no_page_in_another_room(ada, hundred, board, window):
    assert window(ada).get(f"/chat/board/messages/{hundred[0]}/").status_code == 404


def test_a_closed_room_is_not_there_for_others(admin, ada, grace, board, window):
    message = services.post_message(board, ada, "hush")
    stranger = window(grace)
    for path in ("", f"messages/{message.pk}/", "?before=9", "settings/", f"messages/{message.pk}/edit/"):
        assert stranger.get(f"/chat/board/{path}").status_code == 404
    assert b"Board" not in stranger.get("/chat/").content


def test_times_are_those_of_the_reader(ada, mallory, lobby, window):
    Message.objects.create(room=lobby, author=ada, body="…", created_at=datetime(2026, 11, 19, 20, 30, tzinfo=UTC))
    in_tokyo, in_london = (window(person).get("/chat/lobby/").content.decode() for person in (mallory, ada))
    assert "Friday 20 November 2026" in in_tokyo
    assert ">05:30<" in in_tokyo
    assert "Thursday 19 November 2026" in in_london
    assert ">20:30<" in in_london


def test_messages_look_the_same_to_everybody_in_one_zone(ada, mallory, lobby, window):
    update_profile(mallory, time_zone=ada.time_zone)
    services.post_message(lobby, ada, "mine")
    pages = [window(person).get("/chat/lobby/").content.decode() for person in (ada, mallory)]
    mine, hers = (re.search(r"<article.*</article>", page, re.DOTALL)[0] for page in pages)
    assert mine == hers
    assert "csrf" not in mine


def test_a_room_takes_the_same_queries_whatever_its_size(ada, lobby, hundred, window, django_assert_max_num_queries):
    client = window(ada)
    with django_assert_max_num_queries(16):
        client.get("/chat/lobby/")


def test_the_demo_rooms_are_those_of_the_contract(db):
    people = {}
    make_people(people)
    make(people)
    assert set(Room.objects.values_list("slug", "kind")) == {
        ("lobby", "open"), ("design", "open"), ("archive", "open"), ("board", "closed")
    }  # fmt: skip
    assert Room.objects.get(slug="archive").messages.count() == 500
    board = Room.objects.get(slug="board")
    assert {member.user.username for member in board.memberships.all()} == {"admin", "ada"}
    assert not any(room.unread for person in people.values() for room in rooms_for(person))
