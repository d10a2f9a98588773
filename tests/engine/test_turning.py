"""A page turns to another view of its topic, from where it is."""

from types import SimpleNamespace
from uuid import uuid4

import pytest

from live.engine.audiences import Page
from live.engine.changes import Place
from live.engine.hub import Hub
from live.engine.tokens import PageToken
from live.engine.wires import Frame

BLOG = "blog.blog.5"


class Wire(SimpleNamespace):
    """Takes frames as long as it is open."""

    def payload(self, frame):
        return frame.text

    def write(self, text):
        self.written.append(text)


@pytest.fixture
def asked():
    """What the renderer is asked for, as (method, view, place)."""
    return []


@pytest.fixture
def hub(asked, monkeypatch):
    hub = Hub()

    def ask(method, audience, *more):
        asked.append((method, audience.variant.view, more[1] if method == "follow" else None))

    monkeypatch.setattr(hub, "_ask", ask)
    return hub


@pytest.fixture
def page(hub):
    token = PageToken("p", "/ws/blog/x/", "", None, [(BLOG, "top")], [], "en", "UTC", "b")
    page = Page(uuid4(), token, "", hub)
    page.wire = Wire(is_open=True, written=[])
    hub.pages.add(page)
    return page


def place(position):
    return Place(BLOG, position, "m")


def audience_of(page):
    return next(iter(page.audiences.values()))


def welcome(page, since, to):
    audience_of(page).welcome(page, page.visit, since, [(Frame(f"to {to.position}"), to)], [Frame("live")])


def test_it_goes_on_from_where_it_was(hub, page, asked):
    hub.resume(page, {BLOG: place(3)})
    welcome(page, place(3), place(4))
    assert page.places() == {BLOG: place(4)}
    hub.turn(page, {BLOG: "reading:7"}, page.places())
    assert asked == [("follow", "top", place(3)), ("drop", "top", None), ("follow", "reading:7", place(4))]


def test_what_was_on_its_way_to_the_former_view_is_dropped_and_comes_in_the_new_one(hub, page, asked):
    hub.resume(page, {BLOG: place(3)})
    former, visit = audience_of(page), page.visit
    hub.turn(page, {BLOG: "reading:7"}, page.places())  # before it was welcome
    former.welcome(page, visit, place(3), [(Frame("in the former view"), place(4))], [Frame("live")])
    assert page.wire.written == []
    assert asked[-1] == ("follow", "reading:7", place(3))


def test_one_that_takes_no_frames_turns_from_where_it_fell_behind(hub, page, asked):
    hub.resume(page, {BLOG: place(3)})
    welcome(page, place(3), place(4))
    page.wire.is_open = False
    page.step_back()
    audience_of(page).place = place(9)  # the others went on
    assert page.places() == {BLOG: place(4)}


def test_the_view_is_kept_over_the_next_resume_and_beats_what_the_form_says(hub, page, asked):
    hub.turn(page, {BLOG: "top"}, page.places())  # a message that was queued while away comes before the resume
    hub.resume(page, {BLOG: place(3)}, {BLOG: "reading:7"})
    assert asked == [("follow", "top", place(3))]


def test_on_a_new_connection_the_form_says_where_the_page_is(hub, page, asked):
    hub.resume(page, {BLOG: place(3)}, {BLOG: "reading:7"})
    assert asked == [("follow", "reading:7", place(3))]


def test_a_page_that_was_sent_away_turns_when_it_resumes(hub, page, asked):
    hub.resume(page, {BLOG: place(3)})
    hub.detach(page)
    hub.turn(page, {BLOG: "reading:7"}, page.places())
    assert page.audiences == {}
