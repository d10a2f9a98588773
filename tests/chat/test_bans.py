"""What people said who are banned is not there, for nobody; and is there again."""

import pytest

from live.accounts import services as people
from live.accounts.models import User
from live.chat import reactions, services
from live.chat.models import Message
from live.chat.unread import rooms_for
from live.engine import changes
from live.engine.audiences import TopicAudience
from live.engine.changes import OutOfReach, Place
from live.engine.fragments import Variant, load
from live.engine.rendering import Rendering
from live.engine.topics import name_of
from live.search.finding import find


@pytest.fixture
def said(lobby, ada, mallory):
    """Three messages, the one in the middle by mallory."""
    return [services.post_message(lobby, author, f"tea says {author}") for author in (ada, mallory, ada)]


def shown(client, path="/chat/lobby/"):
    return client.get(path).content.decode().count('data-testid="message-body"')


def test_it_vanishes_and_comes_back(said, mallory, grace, window):
    client, permalink = window(grace), f"/chat/lobby/messages/{said[1].pk}/"
    assert (shown(client), len(find(grace, "tea")), client.get(permalink).status_code) == (3, 3, 200)
    people.ban(mallory)
    assert (shown(client), len(find(grace, "tea")), client.get(permalink).status_code) == (2, 2, 404)
    people.unban(mallory)
    assert (shown(client), len(find(grace, "tea")), client.get(permalink).status_code) == (3, 3, 200)


def test_the_next_message_stands_as_if_there_had_been_none(said, mallory):
    assert not Message.objects.for_display().get(pk=said[2].pk).follows
    people.ban(mallory)
    assert Message.objects.for_display().get(pk=said[2].pk).follows


def test_it_is_not_counted_as_unread(grace, said, mallory):
    assert rooms_for(grace)[0].unread == 3
    people.ban(mallory)
    assert rooms_for(grace)[0].unread == 2


def test_nothing_of_it_is_pushed(said, mallory):
    people.ban(mallory)
    assert set(load(map(name_of, said))) == {name_of(said[0]), name_of(said[2])}


def test_open_pages_of_rooms_they_wrote_in_fetch_themselves_anew(said, mallory, lobby, board, log):
    before = changes.heads([name_of(lobby)])[name_of(lobby)]
    log(lobby), log(board)
    people.ban(mallory)
    assert (log(lobby), log(board)) == ([("anew", name_of(mallory))], [])
    audience = TopicAudience(bytes, name_of(lobby), Variant("log", "en", "UTC"))
    rendering = Rendering(changes.log(name_of(lobby), before.position))
    with pytest.raises(OutOfReach):
        rendering.steps(audience, before)
    assert rendering.steps(audience, rendering.log.head) == []
    assert before != Place(name_of(lobby))


def test_a_room_is_deleted_with_what_they_said(said, mallory, lobby):
    people.ban(mallory)
    services.delete_room(lobby)
    assert not Message.everything.exists()


def test_a_ban_takes_as_many_queries_however_much_was_said(lobby, ada, mallory, django_assert_max_num_queries):
    for number in range(30):
        services.post_message(lobby, mallory, str(number))
    with django_assert_max_num_queries(16):
        people.ban(User.objects.get(pk=mallory.pk))


def test_their_reactions_are_not_shown(said, ada, grace, mallory, board, lobby, window, log):
    reactions.react(said[0], mallory, "👍")
    reactions.react(said[0], mallory, "🎉")
    reactions.react(said[0], ada, "👍")
    elsewhere = services.post_message(board, ada, "tea?")
    reactions.react(elsewhere, mallory, "👍")
    log(board)
    people.ban(mallory)
    assert given(lobby) == [{"👍": ["ada"]}, {}]
    assert log(board) == [("anew", name_of(mallory))]
    reactions.react(said[0], grace, "🎉")
    people.unban(mallory)
    assert given(lobby)[0] == {"👍": ["mallory", "ada"], "🎉": ["mallory", "grace"]}


def given(room):
    return [message.given for message in room.messages.for_display().order_by("pk")]


def test_who_answered_them_quotes_nothing(said, ada, mallory, lobby, grace, window):
    services.post_message(lobby, ada, "No.", reply_to=said[1])
    assert "tea says mallory" in quotes(window(grace))
    people.ban(mallory)
    assert quotes(window(grace)) == ""


def quotes(client):
    page = client.get("/chat/lobby/").content.decode()
    return page.partition('class="quote__text"')[2].partition("</a>")[0]
