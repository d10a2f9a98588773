"""Where somebody stopped reading, and what they mark unread."""

import re
from pathlib import Path

import pytest

from live.chat import reading, services
from live.chat.models import Message
from live.chat.unread import rooms_for
from live.engine import presence
from live.engine.topics import name_of

LINE = re.compile(r'<p class="first-unread" id="first-unread" aria-live="off" data-seq="(\d+)\.5">')


@pytest.fixture
def three(ada, grace, lobby):
    return [services.post_message(lobby, ada, body) for body in "abc"]


def line_on(page):
    found = LINE.search(page.content.decode())
    return found and int(found[1])


def unread(person, current=""):
    return {room.slug: room.unread for room in rooms_for(person, current)}["lobby"]


def test_the_line_stands_before_the_first_that_is_new_and_is_gone_the_next_time(ada, grace, lobby, three, window):
    client = window(grace)
    assert line_on(client.get("/chat/lobby/")) == three[0].pk - 1
    assert line_on(client.get("/chat/lobby/")) is None
    services.post_message(lobby, grace, "mine")
    message = services.post_message(lobby, ada, "d")
    assert line_on(client.get("/chat/lobby/")) == message.pk - 1


def test_there_is_none_for_what_one_said_oneself(ada, three, window):
    assert line_on(window(ada).get("/chat/lobby/")) is None


def test_it_is_not_in_what_is_pushed(three):
    assert "first-unread" not in Path("templates/chat/message.html").read_text()


def test_where_it_is_further_up_a_link_leads_there_and_what_is_loaded_has_it(ada, grace, lobby, window):
    messages = [services.post_message(lobby, ada, str(number)) for number in range(50)]
    client = window(grace)
    page = client.get("/chat/lobby/")
    first = messages[0]
    assert line_on(page) is None
    assert f'href="{first.path}?new#message-{first.pk}"' in page.content.decode()
    assert line_on(client.get(f"{first.path}?new")) == first.pk - 1
    earlier = f"/chat/lobby/?before={messages[10].pk}&amp;new={first.pk}"
    assert earlier in page.content.decode()
    assert line_on(client.get(earlier.replace("&amp;", "&"), headers={"HX-Request": "true"})) == first.pk - 1


def test_what_is_marked_unread_stays_so_until_the_room_is_opened_again(grace, lobby, three, window, log):
    client = window(grace)
    client.get("/chat/lobby/")
    log(grace)
    reading.mark_unread(three[1], grace)
    assert log(grace) == [("read", name_of(lobby))]
    presence.looked.send(sender=None, topic=name_of(lobby), user_ids={grace.pk})
    assert (unread(grace), unread(grace, "lobby")) == (2, 2)
    assert line_on(client.get("/chat/lobby/")) == three[1].pk - 1
    assert unread(grace) == 0


def test_ones_own_message_can_be_marked(ada, three):
    reading.mark_unread(three[2], ada)
    assert unread(ada) == 1


def test_what_is_not_there_any_more_is_not_unread_for_good(ada, lobby, window):
    message = services.post_message(lobby, ada, "a")
    reading.mark_unread(message, ada)
    services.delete_message(message)
    assert unread(ada) == 1
    window(ada).get("/chat/lobby/")
    assert unread(ada) == 0


def test_over_the_socket_the_line_comes_with_it(grace, lobby, three, tab):
    html = tab(grace, lobby).mark_unread({"message": str(three[1].pk)})
    assert 'id="first-unread" hx-swap-oob="delete"' in html
    assert f'data-seq="{three[1].pk - 1}.5"' in html


def test_without_a_socket_one_is_shown_the_rooms(grace, three, window):
    answer = window(grace).post(f"/chat/lobby/messages/{three[1].pk}/unread/")
    assert (answer.url, unread(grace)) == ("/chat/", 2)


def test_an_empty_room_has_no_line(grace, lobby, window):
    assert line_on(window(grace).get("/chat/lobby/")) is None
    assert not Message.objects.exists()
