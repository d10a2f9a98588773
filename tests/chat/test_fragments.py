"""What pages are sent of what happened."""

import re

import pytest

from live.chat import services
from live.chat.topics import Excerpt, Log
from live.engine import fragments
from live.engine.topics import name_of


@pytest.fixture
def message(ada, lobby):
    return services.post_message(lobby, ada, "hello")


def shown(view, verb, thing, argument=""):
    subject = name_of(thing)
    return view.render([(verb, subject)], fragments.load([subject]), "chat.room.1", argument)


def test_a_new_message_is_put_in_its_place(message):
    html = shown(Log(), "added", message)
    assert '<hx-partial hx-target="#messages" hx-swap="upsert key:data-seq">' in html
    assert f'id="message-{message.pk}" data-testid="message" data-author="ada" data-seq="{message.pk}"' in html
    assert "hx-swap-oob" not in html


def test_a_changed_one_is_morphed_where_it_stands(message):
    assert 'hx-swap-oob="outerMorph"' in shown(Log(), "changed", message)


def test_a_removed_one_is_taken_out(message):
    services.delete_message(message)
    message.pk = 7
    assert shown(Log(), "changed", message).strip() == '<article id="message-7" hx-swap-oob="delete"></article>'


def test_pushed_and_loaded_it_is_the_same(ada, message, window):
    page = window(ada).get("/chat/lobby/").content.decode()
    article = re.compile(r"<article.*?</article>", re.DOTALL)
    assert article.search(shown(Log(), "added", message))[0] == article.search(page)[0]


def test_where_there_is_a_gap_a_new_message_is_only_announced(message):
    html = shown(Excerpt(), "added", message)
    assert 'id="newer"' in html
    assert "upsert" not in html


def test_the_message_that_a_page_marks_stays_marked(message):
    assert "message--marked" in shown(Excerpt(), "changed", message, str(message.pk))
    assert "message--marked" not in shown(Excerpt(), "changed", message, "1234")


def test_a_new_room_name_reaches_the_heading(lobby):
    html = shown(Log(), "changed", lobby)
    assert '<h1 class="chat__title" id="room-title" hx-swap-oob="outerMorph">Lobby</h1>' in html


def test_a_new_display_name_reaches_what_the_person_wrote(ada):
    html = shown(Log(), "changed", ada)
    assert (
        """hx-target='[data-author="ada"] [data-testid="message-author"]' hx-swap="innerHTML">Ada Lovelace<""" in html
    )


@pytest.mark.parametrize(
    ("names", "text"), [([], ""), (["ada"], "ada is typing"), (["ada", "grace"], "ada, grace are typing")]
)
def test_typing_names_people(db, names, text):
    html = fragments.partial("chat.room.1", "typing", {"names": names})
    assert re.sub(r"<[^>]*>", "", html).strip() == text


def test_presence_names_people_and_counts_the_others(ada, grace):
    html = fragments.partial("chat.room.1", "presence", {"people": [ada, grace], "more": 12})
    assert re.findall(r'<li data-user="(\w+)"', html) == ["ada", "grace"]
    assert "and 12 more" in html
    assert 'hx-swap-oob="outerMorph"' in html


def test_nothing_that_is_swapped_by_itself_stands_in_a_page(ada, message, window):
    for path in ("/chat/", "/chat/lobby/", f"/chat/lobby/messages/{message.pk}/"):
        assert "hx-swap-oob" not in window(ada).get(path).content.decode()


def test_without_live_updates_a_page_has_no_attributes_of_htmx(ada, message, window):
    text = window(ada).get("/chat/lobby/?live=off").content.decode()
    assert " hx-ws:" not in text
