"""Whom a message names: who is told, who sees it marked, and what is only a word."""

from uuid import uuid4

import pytest

from live.chat import attention, history, reading, services
from live.chat.models import Membership
from live.chat.unread import rooms_for
from live.engine import presence
from live.engine.topics import name_of
from live.notifications.models import Notification
from live.text.markdown import names_in, to_html


def told(person):
    """The urls of what somebody is told of and has not read."""
    return list(Notification.objects.filter(person=person, read_at=None).values_list("kind", "url"))


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("@ada", {"ada"}),
        ("Hello @Ada, and @grace.", {"ada", "grace"}),
        ("**@ada** _@grace_\n> @linus", {"ada", "grace", "linus"}),
        ("`@ada`\n\n    @grace\n\n```\n@linus\n```", set()),
        ("[@ada](http://x.org) http://x.org/@grace a@ada.com", set()),
        (r"\@ada @@grace x@linus", set()),
        ("@ada.lovelace @a-b_c", {"ada.lovelace", "a-b_c"}),
        ("@" * 4_000, set()),
        ("@" + "a" * 4_000, set()),
    ],
)
def test_names_are_found_in_words_alone(words, names):
    assert names_in(words) == names


def test_a_name_becomes_a_link_to_the_person():
    html = to_html("ask @Ada or @bob", ("ada",))
    assert '<a class="mention" href="/people/ada/" data-user="ada" rel="nofollow noopener">@Ada</a> or @bob' in html


def test_markdown_cannot_pretend_to_be_one():
    assert "mention" not in to_html('[@ada](/people/ada/ "mention")')


def test_who_is_named_is_told_and_the_article_says_so(ada, grace, lobby, window):
    message = services.post_message(lobby, ada, "ask @grace or @nobody or @ada")
    assert told(grace) == [("mention", message.get_absolute_url())]
    assert told(ada) == []
    page = window(grace).get("/chat/lobby/").content.decode()
    assert 'data-mentions=" ada grace "' in page
    assert "or @nobody or" in page


def test_whoever_may_not_read_the_room_is_only_a_word(ada, grace, board):
    message = services.post_message(board, ada, "not for @grace")
    assert (told(grace), message.mentions) == ([], "")


def test_an_edit_tells_whom_it_adds_once_and_takes_back_whom_it_removes(ada, grace, mallory, lobby):
    message = services.post_message(lobby, ada, "ask @grace")
    services.edit_message(message, "ask @grace, or @mallory")
    services.edit_message(message, "ask @grace, or @mallory!")
    assert (len(told(grace)), len(told(mallory))) == (1, 1)
    services.edit_message(message, "ask @mallory")
    assert (told(grace), len(told(mallory))) == ([], 1)


def test_an_edit_does_not_make_what_was_read_new_again(ada, grace, lobby):
    message = services.post_message(lobby, ada, "ask @grace")
    reading.mark_notified(lobby, grace, [message])
    services.edit_message(message, "do ask @grace")
    assert told(grace) == []


@pytest.mark.parametrize("end", ["delete_message", "delete_room"])
def test_with_the_message_or_its_room_goes_what_was_told(ada, grace, lobby, end):
    message = services.post_message(lobby, ada, "ask @grace")
    getattr(services, end)(message if end == "delete_message" else lobby)
    assert not Notification.objects.exists()


def test_who_is_shown_out_is_told_of_nothing_there_any_more(ada, grace, board):
    services.add_member(board, grace)
    services.post_message(board, ada, "welcome, @grace")
    services.remove_member(board, grace)
    assert not Notification.objects.filter(person=grace).exists()


def test_opening_the_room_or_the_message_is_having_been_told(ada, grace, mallory, lobby, window):
    message = services.post_message(lobby, ada, "@grace @mallory")
    window(grace).get("/chat/lobby/")
    window(mallory).get(message.path)
    assert (told(grace), told(mallory)) == ([], [])


def test_who_looks_at_the_room_has_read_it_at_once_and_finds_it_in_the_list(ada, grace, mallory, lobby):
    presence.arrive({uuid4(): (name_of(lobby), grace.pk)}, process=uuid4())
    message = services.post_message(lobby, ada, "@grace @mallory")
    assert (told(grace), len(told(mallory))) == ([], 1)
    assert Notification.objects.get(person=grace).url == message.get_absolute_url()
    early = services.post_message(lobby, ada, "what now?")
    services.edit_message(early, "what now, @grace?")
    assert told(grace) == []
    for number in range(history.AT_ONCE):
        services.post_message(lobby, ada, str(number))
    services.edit_message(early, "what now?")
    services.edit_message(early, "what now, @grace?")  # which is further up than her page may go
    assert len(told(grace)) == 1


@pytest.mark.parametrize(
    ("level", "unread", "notified"), [("everything", 2, 1), ("mentions", 1, 1), ("nothing", 0, 0), ("invisible", 0, 0)]
)
def test_everybody_says_how_much_they_hear_of_a_room(ada, grace, lobby, window, level, unread, notified):
    window(grace).post("/chat/lobby/involvement/", {"involvement": level})
    services.post_message(lobby, ada, "hello")
    services.post_message(lobby, ada, "and @grace")
    rooms = {room.slug: room.unread for room in rooms_for(grace, "*")}
    assert (rooms["lobby"], len(told(grace))) == (unread, notified)


def test_an_invisible_room_is_in_the_list_of_all_rooms_only(ada, grace, lobby, window):
    membership = lobby.memberships.get(user=grace)
    reading.involve(membership, Membership.Involvement.INVISIBLE)
    assert [[room.slug for room in rooms_for(grace, current)] for current in ("", "lobby", "*")] == [
        [],
        ["lobby"],
        ["lobby"],
    ]
    assert 'data-room="lobby"' in window(grace).get("/chat/").content.decode()
    assert 'data-room="lobby"' not in window(grace).get("/").content.decode()


def test_nonsense_is_not_a_level(grace, lobby, window):
    window(grace).post("/chat/lobby/involvement/", {"involvement": "loud"})
    assert lobby.memberships.get(user=grace).involvement == "everything"


def test_without_an_at_nobody_is_looked_up(lobby, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert attention.people_named("hello", lobby) == []
