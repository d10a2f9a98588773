"""The gallery and the log of frames, and who may look at them."""

import pytest

from live.accounts.models import User
from live.engine.journal import LATEST, journal
from live.workshop.gallery import exhibits

ADDRESSES = ["/gallery/", "/gallery/sheet/chat/", "/gallery/chat/message.html/item/", "/frames/"]
SPECIMEN = "/gallery/specimen/chat/message.html/item/?state=usual&theme=dark"


@pytest.fixture
def admin(db, client):
    admin = User.objects.create_superuser("admin", password="x")
    client.force_login(admin)
    return admin


@pytest.fixture
def in_development(settings):
    settings.DEBUG = True
    journal.sent.clear()
    yield
    journal.sent.clear()


@pytest.mark.parametrize("address", [*ADDRESSES, SPECIMEN])
def test_an_administrator_may_look(admin, client, address):
    assert client.get(address).status_code == 200


@pytest.mark.django_db
@pytest.mark.parametrize("address", [*ADDRESSES, SPECIMEN])
def test_nobody_else_may_look(client, address):
    client.force_login(User.objects.create_user("ada", password="x"))
    assert client.get(address).status_code == 404
    client.logout()
    assert client.get(address).status_code == 404


@pytest.mark.django_db
def test_in_development_everybody_may_look(client, in_development):
    User.objects.create_user("ada", password="x")
    assert client.get("/gallery/").status_code == 200


@pytest.mark.parametrize(
    "address", ["/gallery/sheet/nothing/", "/gallery/chat/nothing.html/", "/gallery/specimen/chat/icons.html/"]
)
def test_what_has_no_sample_is_not_there(admin, client, address):
    assert client.get(address).status_code == 404


def test_the_gallery_names_every_fragment(admin, client):
    page = client.get("/gallery/").content.decode()
    for exhibit in exhibits():
        assert exhibit.template in page


def test_a_fragment_is_shown_in_every_state_at_three_widths_in_both_themes(admin, client):
    page = client.get("/gallery/chat/message.html/item/").content.decode()
    states = len([sample for exhibit in exhibits() for sample in exhibit.samples if "message.html#item" in str(sample)])
    assert page.count("<iframe") == states * 6
    assert "chat.Message" in page


def test_a_fragment_says_who_pushes_it(admin, client):
    page = client.get("/gallery/chat/message.html/added/").content.decode()
    assert "“added” is recorded (live/chat/services.py, post_message)" in page
    page = client.get("/gallery/chat/composer.html/accepted/").content.decode()
    assert "RoomConsumer.post_message" in page


def test_only_the_gallerys_own_pages_frame_its_specimens(admin, client):
    specimen, gallery = client.get(SPECIMEN), client.get("/gallery/")
    assert "frame-ancestors 'self'" in specimen["Content-Security-Policy"]
    assert specimen["X-Frame-Options"] == "SAMEORIGIN"
    assert "frame-ancestors 'none'" in gallery["Content-Security-Policy"]


def note(why="added chat.message.17", people=(1, 1, None)):
    journal.note("<p>hello</p>", "chat.room.5", "log en UTC", why, people)


def test_what_was_sent_is_told_to_whom_and_why(admin, client, in_development):
    note(people=[admin.pk, admin.pk, None])
    page = client.get("/frames/").content.decode()
    for what in ("chat.room.5", "log en UTC", "added chat.message.17", "to 3 pages", "admin", "&lt;p&gt;hello"):
        assert what in page


def test_frames_about_one_thing(admin, client, in_development):
    note("added chat.message.17")
    note("removed chat.message.18")
    page = client.get("/frames/", {"about": "removed"}).content.decode()
    assert "chat.message.18" in page
    assert "chat.message.17" not in page


def test_what_nobody_got_is_not_noted_and_the_oldest_is_forgotten(in_development):
    note(people=[])
    assert not journal.sent
    for number in range(LATEST + 1):
        note(str(number))
    assert len(journal.sent) == LATEST
    assert journal.newest_first()[0].why == str(LATEST)


def test_a_room_notes_what_it_pushes_in_development_only(settings):
    from live.engine.audiences import TopicAudience
    from live.engine.changes import Place
    from live.engine.fragments import Variant
    from live.engine.wires import Frame

    class Page:
        user_id = 7

    audience = TopicAudience(lambda frame: frame.text, "chat.room.5", Variant("log", "en", "UTC"))
    audience.pages[Page()] = lambda payload: None
    for settings.DEBUG in (False, True):
        audience.deliver([(Frame("<p>", "added chat.message.1"), Place("chat.room.5", 1))])
    (sent,) = journal.sent
    journal.sent.clear()
    assert (sent.what, sent.variant, sent.why) == ("chat.room.5", "log en UTC", "added chat.message.1")
    assert (sent.people, sent.pages, sent.size) == ([7], 1, 3)
