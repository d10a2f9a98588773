"""What is written to be run, or to pass for markup of ours, is only shown: in every field of the chat (C14, C15)."""

from html.parser import HTMLParser
from urllib.parse import urlsplit

import pytest
from django.template.loader import render_to_string

from live.accounts.models import User
from live.chat.forms import MessageForm
from live.chat.models import Message, Room
from live.chat.unread import names_of, others_of
from tests.support.payloads import naughty, payloads

NUMBER = 2_400
WORDS = [*payloads(NUMBER), *naughty()]
PLAIN = {"p", "br", "em", "strong", "s", "a", "ul", "ol", "li", "blockquote", "pre", "code"}
SCHEMES = {"http", "https", "mailto", ""}  # without one it stays on the site
ATTRIBUTES = {("a", "href"), ("a", "rel"), ("a", "class"), ("a", "data-user"), ("ol", "start")}


class Structure(HTMLParser):
    """The elements of a piece of HTML and the names of their attributes."""

    def __init__(self, html):
        super().__init__()
        self.found = []
        self.links = []
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        self.found.append((tag, *[name for name, _ in attributes]))
        self.links += [value for name, value in attributes if name == "href"]


def structure(html):
    return Structure(html).found


def shown(words, name="Mallory"):
    """An answer by somebody of that name to these words, as it is pushed and loaded."""
    mallory = User(pk=7, username="mallory", display_name=name[:60])
    room = Room(pk=3, slug="trap", name=name[:60])
    quoted = Message(pk=8, room=room, author=mallory, body=words)
    answer = Message(pk=9, room=room, author=mallory, body="harmless", reply_to=quoted, mentions=" ada ")
    answer.previous_at = answer.previous_author_id = None
    return render_to_string("chat/message.html#item", {"message": answer, "live": True})


def test_the_corpus_is_large():
    assert len(set(WORDS)) > 2_000


def test_as_words_they_are_plain_markup(db):
    for words in WORDS:
        message = Message(body=words, mentions=" ada grace ")
        found = Structure(message.html)
        for tag, *names in found.found:
            assert tag in PLAIN, words
            assert {(tag, name) for name in names} <= ATTRIBUTES, words
        assert {urlsplit(link).scheme for link in found.links} <= SCHEMES, words


def test_between_mentions_they_mention_nobody_else(db):
    for words in WORDS:
        html = str(Message(body=f"@ada {words} @mallory", mentions=" ada ").html)
        assert html.count('class="mention"') == html.count('data-user="ada"'), words


def test_quoted_and_as_a_name_they_leave_the_message_as_it_is(db):
    harmless = structure(shown("harmless"))
    for words in WORDS:
        assert structure(shown(words, words)) == harmless, words


@pytest.mark.parametrize("several", [False, True])
def test_as_a_draft_they_leave_the_composer_as_it_is(db, several):
    def composer(words):
        context = {"form": MessageForm.fresh(words, "n"), "several_lines": several, "live": True}
        return structure(render_to_string("chat/composer.html#inside", context))

    harmless = composer("harmless")
    for words in WORDS:
        if words.strip():
            assert composer(words) == harmless, words


def test_as_what_is_answered_they_leave_the_composer_as_it_is(db):
    def reply(words):
        author = User(username="mallory", display_name=words[:60])
        message = Message(pk=8, body=words, author=author, room=Room(slug="trap"))
        return structure(render_to_string("chat/composer.html#reply", {"quoted": message, "live": True}))

    harmless = reply("harmless")
    for words in WORDS:
        assert reply(words) == harmless, words


def test_as_names_of_rooms_and_partners_they_leave_the_lists_as_they_are(db):
    def lists(words):
        mallory = User(pk=7, username="mallory", display_name=words[:60])
        others = others_of([mallory, User(pk=2, username="ada")], 2)
        conversation = Room(pk=4, slug="direct-1", kind="direct", name=names_of(others))
        conversation.others = others
        room = Room(pk=3, slug="trap", name=words[:60])
        html = render_to_string("chat/rooms.html#list", {"rooms": [room, conversation], "live": True, "oob": True})
        return structure(html + render_to_string("chat/room.html#name", {"room": conversation, "others": others}))

    harmless = lists("harmless")
    for words in WORDS:
        assert lists(words) == harmless, words
