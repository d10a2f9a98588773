"""Making rooms and changing them by their forms."""

import pytest

from live.chat import services
from live.chat.models import Room


def test_anybody_may_make_a_room(grace, window):
    response = window(grace).post("/chat/", {"name": "Attic", "kind": "open"})
    room = Room.objects.get()
    assert (response.url, room.creator) == ("/chat/attic/", grace)


def test_a_closed_room_is_made_with_whom_one_chooses(ada, grace, mallory, window):
    window(ada).post("/chat/", {"name": "Ours", "kind": "closed", "members": [grace.pk]})
    assert {member.user for member in Room.objects.get().memberships.all()} == {ada, grace}


@pytest.mark.parametrize(
    "fields", [{"name": "", "kind": "open"}, {"name": "x" * 61, "kind": "open"}, {"name": "a", "kind": "direct"}]
)
def test_a_form_that_is_wrong_makes_no_room(ada, window, fields):
    assert window(ada).post("/chat/", fields).status_code == 422
    assert not Room.objects.exists()


def test_without_rooms_the_page_says_what_would_be_here(ada, window):
    assert "A room is where a group talks." in window(ada).get("/chat/").content.decode()


@pytest.fixture
def attic(grace):
    """Grace's room."""
    return services.create_room(grace, "Attic")


@pytest.mark.parametrize("who", ["grace", "admin"])
def test_its_creator_and_administrators_may_change_a_room(request, attic, window, who):
    client = window(request.getfixturevalue(who))
    assert client.get("/chat/attic/settings/").status_code == 200
    client.post("/chat/attic/settings/", {"name": "Loft"})
    client.post("/chat/attic/settings/", {"kind": "closed"})
    attic.refresh_from_db()
    assert (attic.name, attic.kind) == ("Loft", "closed")


@pytest.mark.parametrize(
    "path", ["settings/", "settings/members/", "settings/members/grace/remove/", "settings/delete/"]
)
def test_others_may_not(ada, attic, window, path):
    assert window(ada).post(f"/chat/attic/{path}", {"name": "Mine", "kind": "closed"}).status_code == 403
    attic.refresh_from_db()
    assert (attic.name, attic.kind) == ("Attic", "open")


def test_only_who_may_change_a_room_is_shown_the_way(ada, grace, attic, window):
    pages = [window(person).get("/chat/attic/").content.decode() for person in (ada, grace)]
    assert ["/chat/attic/settings/" in page for page in pages] == [False, True]


def test_a_wrong_name_is_refused_and_the_room_keeps_its_own(grace, attic, window):
    response = window(grace).post("/chat/attic/settings/", {"name": " "})
    assert response.status_code == 422
    assert "Settings of Attic" in response.content.decode()


@pytest.fixture
def ours(grace, ada):
    """Grace's closed room, with Ada in it."""
    return services.create_room(grace, "Ours", Room.Kind.CLOSED, [ada])


def members(room):
    return {member.user.username for member in room.memberships.all()}


def test_people_are_let_in_and_removed(grace, mallory, ours, window):
    client = window(grace)
    client.post("/chat/ours/settings/members/", {"person": "mallory"})
    assert members(ours) == {"grace", "ada", "mallory"}
    client.post("/chat/ours/settings/members/ada/remove/")
    assert members(ours) == {"grace", "mallory"}


@pytest.mark.parametrize("nobody", ["zoe", "ada", ""])
def test_only_people_who_are_not_in_it_can_be_let_in(grace, ours, window, nobody):
    assert window(grace).post("/chat/ours/settings/members/", {"person": nobody}).status_code == 422
    assert members(ours) == {"grace", "ada"}


def test_who_leaves_is_led_to_the_other_rooms(grace, ours, window):
    assert window(grace).post("/chat/ours/settings/members/grace/remove/").url == "/chat/"
    assert window(grace).get("/chat/ours/").status_code == 404


def test_somebody_stays_in_a_closed_room(grace, ada, ours, window):
    services.remove_member(ours, ada)
    assert window(grace).post("/chat/ours/settings/members/grace/remove/").status_code == 403
    assert members(ours) == {"grace"}


def test_nobody_is_removed_from_an_open_room(grace, ada, attic, window):
    assert window(grace).post("/chat/attic/settings/members/ada/remove/").status_code == 403


def test_before_a_room_is_deleted_one_is_asked(grace, attic, window):
    client = window(grace)
    assert "disappear for everybody" in client.get("/chat/attic/settings/delete/").content.decode()
    assert Room.objects.exists()
    response = client.post("/chat/attic/settings/delete/", follow=True)
    assert response.redirect_chain == [("/chat/", 302)]
    assert "was deleted" in response.content.decode()
    assert not Room.objects.exists()
