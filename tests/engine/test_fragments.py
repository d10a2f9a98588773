"""Changes become HTML: once a variant, by convention, and whatever goes wrong."""

import pytest
from django.template import TemplateSyntaxError

from live.accounts.models import User
from live.chat import services
from live.chat.models import Message, Room
from live.engine import fragments
from live.engine.changes import Place
from live.engine.fragments import Variant

BERLIN, TOKYO = Variant("log", "en", "Europe/Berlin"), Variant("log", "en", "Asia/Tokyo")


@pytest.fixture
def ada(db):
    return User.objects.create_user("ada", password="x")


@pytest.fixture
def message(ada):
    return services.post_message(services.create_room(ada, "Lobby"), ada, "hello")


def rendered(message, verb="added", variant=BERLIN):
    subject = f"chat.message.{message.pk}"
    place = Place(f"chat.room.{message.room_id}", 7, "0a0b0c0d")
    return fragments.frame(place, [(verb, subject)], fragments.load([subject]), variant)


def test_a_frame_brings_the_fragment_and_then_the_position(message):
    html = rendered(message)
    assert html.index(f'id="message-{message.pk}"') < html.index(f'value="chat.room.{message.room_id}:7:0a0b0c0d"')


def test_a_subject_that_is_gone_renders_its_removal(message):
    number = message.pk
    Message.objects.quietly().delete()
    message.pk = number
    assert f'id="message-{number}" hx-swap-oob="delete"' in rendered(message)


def test_every_variant_has_its_own_time_and_two_viewers_of_one_the_same_bytes(message):
    assert rendered(message) == rendered(message)
    assert rendered(message) != rendered(message, variant=TOKYO)


def test_a_verb_without_a_partial_shows_nothing(message):
    assert rendered(message, verb="sung") == ""


def test_many_subjects_of_a_model_take_one_query(message, ada, django_assert_num_queries):
    others = [services.post_message(message.room, ada, f"more {number}") for number in range(5)]
    with django_assert_num_queries(1):
        assert len(fragments.load({f"chat.message.{other.pk}" for other in others})) == 5


@pytest.mark.django_db
def test_however_many_are_loaded_few_queries_are_compiled(message, ada):
    names = [f"chat.message.{services.post_message(message.room, ada, str(number)).pk}" for number in range(40)]
    fragments._rows_by_keys.cache_clear()
    for number in range(1, 41):
        assert set(fragments.load(names[:number])) == set(names[:number])
    assert fragments._rows_by_keys.cache_info().currsize == 7  # 1, 2, 4 … 64


@pytest.mark.parametrize(("debug", "shown"), [(True, 'id="dev-error"'), (False, 'id="refresh"')])
def test_a_template_that_raises_costs_its_own_place_only(message, monkeypatch, settings, debug, shown):
    """A12."""

    def broken(name, context):
        if "message" in name:
            raise TemplateSyntaxError("line 3")
        return render(name, context)

    render = fragments.render_to_string
    monkeypatch.setattr(fragments, "render_to_string", broken)
    settings.DEBUG = debug
    html = rendered(message)
    assert shown in html
    assert 'name="position"' in html


def test_a_room_is_shown_as_its_views_say():
    assert fragments.view_of("chat.room.1", "log").presence
    assert not fragments.view_of("chat.room.1", "permalink:7").presence
    assert type(fragments.view_of("chat.room.1", "unheard of")) is fragments.View


def test_bulk_changes_of_what_pages_show_are_refused(message):
    from live.engine.models import UnseenChange

    for change in (
        lambda: Message.objects.update(body="x"),
        lambda: Message.objects.filter(pk=1).delete(),
        lambda: Message.objects.bulk_create([]),
        lambda: Room.objects.bulk_update([], ["name"]),
    ):
        with pytest.raises(UnseenChange):
            change()
