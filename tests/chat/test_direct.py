"""Direct conversations: one for each set of people, and nobody else's."""

from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from live.chat import services
from live.chat.direct import conversation_of
from live.chat.models import Room
from live.chat.unread import rooms_for
from live.engine import presence
from live.engine.models import Change
from live.engine.topics import name_of
from live.notifications.models import Notification


@pytest.fixture
def talk(ada, grace):
    return conversation_of([ada, grace])


def listed(person, current=""):
    return [room.name for room in rooms_for(person, current) if room.is_direct]


def test_there_is_one_for_each_set_of_people_whatever_the_order(ada, grace, mallory, talk):
    assert conversation_of([grace, ada]) == conversation_of([grace, ada, grace]) == talk
    assert len({talk, conversation_of([ada, mallory]), conversation_of([ada, grace, mallory])}) == 3


def test_the_database_holds_that_too(talk):
    with pytest.raises(IntegrityError), transaction.atomic():
        Room.objects.create(kind="direct", slug="another", people_key=talk.people_key)


def test_it_never_becomes_another_kind_of_room(admin, ada, talk, lobby, window):
    for room, kind in [(talk, "open"), (lobby, "direct")]:
        with pytest.raises(ValueError, match="direct"):
            services.convert_room(room, kind)
    for change in (services.add_member, services.remove_member):
        with pytest.raises(ValueError, match="direct"):
            change(talk, ada)
    for kind in ("open", "closed"):
        with pytest.raises(IntegrityError), transaction.atomic():
            Room.objects.quietly().filter(pk=talk.pk).update(kind=kind)
    window(ada).post("/chat/", {"name": "Sly", "kind": "direct"})
    assert not Room.objects.filter(name="Sly").exists()


def test_nobody_manages_it(admin, ada, talk, window):
    for what in ("", "members/", "delete/", "members/grace/remove/"):
        assert window(ada).post(f"/chat/{talk.slug}/settings/{what}", {"name": "Ours"}).status_code in (403, 405)


def test_an_administrator_reads_it_as_little_as_anybody(admin, mallory, talk, window):
    for other in (admin, mallory):
        assert window(other).get(talk.get_absolute_url()).status_code == 404


def test_its_page_is_found_by_the_persons_name(ada, grace, window):
    page = window(ada).get("/chat/direct/grace/")
    assert page.context["room"].is_direct
    assert '<span class="people__name">grace</span>' in page.content.decode()
    assert window(grace).get("/chat/direct/ada/").context["room"] == page.context["room"]
    assert window(ada).get("/chat/direct/nobody/").status_code == 404


def test_several_are_chosen_with_a_form(ada, grace, mallory, window):
    answer = window(ada).post("/chat/direct/", {"people": [grace.pk, mallory.pk]})
    room = Room.objects.get(kind="direct")
    assert answer.url == room.get_absolute_url()
    assert {membership.user for membership in room.memberships.all()} == {ada, grace, mallory}
    assert window(ada).post("/chat/direct/", {}).status_code == 422


def test_the_address_tells_nothing(talk):
    assert "ada" not in talk.slug
    assert "grace" not in talk.slug


def test_it_is_in_the_lists_once_something_was_said(ada, grace, talk):
    assert (listed(grace), listed(ada, talk.slug)) == ([], ["grace"])
    services.post_message(talk, ada, "hello")
    assert (listed(ada), listed(grace)) == (["grace"], ["Ada Lovelace"])


def test_pages_of_both_are_told_that_it_is_there(ada, grace, log):
    log(ada), log(grace)
    room = conversation_of([ada, grace])
    assert log(ada) == log(grace) == [("added", name_of(room))]


def test_the_other_is_told_of_the_conversation_once(ada, grace, talk, window):
    for body in ("hello", "are you there, @grace?"):
        services.post_message(talk, ada, body)
    told = Notification.objects.get()
    assert (told.kind, told.person, told.url) == ("direct_message", grace, talk.get_absolute_url())
    window(grace).get("/chat/direct/ada/")
    assert Notification.objects.get().read_at


def test_who_looks_at_it_is_not_told(ada, grace, talk):
    presence.arrive({uuid4(): (name_of(talk), grace.pk)}, process=uuid4())
    services.post_message(talk, ada, "hello")
    assert not Notification.objects.exists()


def test_who_is_here_is_told_by_a_dot(ada, grace, lobby, talk):
    services.post_message(talk, ada, "hello")
    assert [room.is_here for room in rooms_for(ada) if room.is_direct] == [False]
    presence.arrive({uuid4(): (name_of(lobby), grace.pk)}, process=uuid4())
    assert [room.is_here for room in rooms_for(ada) if room.is_direct] == [True]


def test_one_may_talk_to_oneself(ada):
    room = conversation_of([ada])
    services.post_message(room, ada, "buy milk")
    assert listed(ada) == ["Ada Lovelace"]


def test_nothing_of_it_is_recorded_for_others(ada, grace, admin, talk):
    services.post_message(talk, ada, "hello")
    topics = set(Change.objects.filter(subject=name_of(talk)).values_list("topic__name", flat=True))
    assert topics == {name_of(ada), name_of(grace)}
