"""Pictures of entries: each says what it shows, and is for those who may read the entry."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from live.blog import services
from live.blog.models import Entry
from live.files import store

pytestmark = pytest.mark.usefixtures("uploads")


def picture(name="hall.png"):
    file = BytesIO()
    Image.new("RGB", (640, 400), "#24545a").save(file, "PNG")
    return SimpleUploadedFile(name, file.getvalue())


@pytest.fixture
def write(window, ada, match):
    def sent(**fields):
        return window(ada).post("/blog/the-match/entries/", {"body": "Look", "publish": "1"} | fields)

    return sent


@pytest.fixture
def shown(write):
    write(picture_1=picture(), alt_1="The hall, half full")
    return Entry.objects.get()


def test_a_picture_says_what_it_shows(window, shown):
    html = window().get("/blog/the-match/").content.decode()
    assert 'alt="The hall, half full"' in html
    assert f"{shown.path}files/{shown.files[0].key}/small/" in html
    assert window().get(f"{shown.path}files/{shown.files[0].key}/small/").status_code == 200


def test_without_that_it_is_refused_and_nothing_is_kept(write, uploads):
    response = write(picture_1=picture(), alt_1="")
    assert response.status_code == 422
    assert "Say what the picture shows" in response.content.decode()
    assert "Look</textarea>" in response.content.decode()
    assert not Entry.objects.exists()
    assert not list(uploads.iterdir())


def test_what_is_no_picture_is_refused(write):
    response = write(picture_1=SimpleUploadedFile("hall.png", b"<svg onload=alert(1)>"), alt_1="The hall")
    assert response.status_code == 422
    assert "not a picture" in response.content.decode()


def test_pictures_of_a_draft_are_the_writers_alone(window, match, mallory, ada):
    data = {"body": "Hush", "draft": "1", "picture_1": picture(), "alt_1": "The hall"}
    window(ada).post("/blog/the-match/entries/", data)
    draft = Entry.objects.get()
    path = f"{draft.path}files/{draft.files[0].key}/"
    assert [window(who).get(path).status_code for who in (None, mallory, ada)] == [404, 404, 200]


def test_a_picture_is_described_anew_or_removed(window, ada, shown, django_capture_on_commit_callbacks):
    key = shown.files[0].key
    fields = {"body": "Look", "authors": [ada.pk]}
    window(ada).post(f"{shown.path}edit/", fields | {"version": "1", "kept_0": "The hall at noon"})
    assert 'alt="The hall at noon"' in window().get("/blog/the-match/").content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        window(ada).post(f"{shown.path}edit/", fields | {"version": "2", "kept_0": ""})
    assert Entry.objects.get().files == []
    assert not store.path_of(key).exists()


def test_with_the_entry_its_pictures_go(shown, django_capture_on_commit_callbacks):
    key = shown.files[0].key
    assert store.path_of(key).exists()
    with django_capture_on_commit_callbacks(execute=True):
        services.delete_entry(shown)
    assert not store.path_of(key).exists()


def test_feeds_have_them_with_whole_addresses(window, shown):
    atom = window().get("/blog/the-match/feed.atom").content.decode()
    assert f"http://testserver{shown.path}files/{shown.files[0].key}/small/" in atom
    assert "The hall, half full" in atom
