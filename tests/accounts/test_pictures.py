"""Pictures of people: taken in, shown to everybody who is signed in, and gone when another takes their place."""

import re
from io import BytesIO

import pytest
from limits import parse
from PIL import Image

from live.accounts import rates, services
from live.accounts.models import User
from live.accounts.signals import profile_changed
from live.engine import fragments
from live.engine.topics import name_of
from live.files import pictures
from tests.files.contents import HTML, bomb_png, named, note, picture

pytestmark = pytest.mark.usefixtures("uploads")

PROFILE = "/accounts/profile/"
FORM = {"display_name": "Ada", "bio": "", "time_zone": "UTC", "language": "en", "theme": "system"}


@pytest.fixture
def client(client, ada):
    client.force_login(ada)
    return client


@pytest.fixture
def pictured(ada):
    services.change_picture(ada, squares())
    return ada


def squares(**options):
    sides = (64, 256)
    made = pictures.squares(BytesIO(picture(**options)), *sides)
    return {str(side): square for side, square in zip(sides, made, strict=True)}


def kept(folder):
    return sorted(path.name for path in folder.glob("*/*"))


def content(answer):
    return b"".join(answer)


def test_ada_gives_herself_a_picture(client, ada, uploads):
    client.post(PROFILE, FORM | {"new_picture": named("me.jpg", picture("JPEG"))})
    ada.refresh_from_db()
    assert kept(uploads) == [ada.picture]
    for address, side in ((ada.avatar, 64), (ada.portrait, 256)):
        answer = client.get(address)
        assert Image.open(BytesIO(content(answer))).size == (side, side)
        assert answer["Content-Type"] == "image/webp"
        assert "immutable" in answer["Cache-Control"]


def test_what_a_camera_noted_is_left_out(client, ada):
    client.post(PROFILE, FORM | {"new_picture": named("me.jpg", note())})
    ada.refresh_from_db()
    assert b"Secret" not in content(client.get(ada.portrait))


@pytest.mark.parametrize(
    ("harm", "problem"),
    [
        (HTML, "This is not a picture that browsers show"),
        (b"", "The submitted file is empty."),
        (bomb_png(30_000, 30_000), "Too many pixels: at most 40 million"),
        (picture()[:3000], "This picture is broken."),
    ],
)
def test_what_is_no_picture_is_refused_at_the_field_with_the_rest_kept(client, ada, uploads, harm, problem):
    page = client.post(PROFILE, FORM | {"new_picture": named("me.png", harm)}).content.decode()
    assert problem in re.search(r'id="id_new_picture_error">(.*?)</div>', page, re.DOTALL)[1]
    assert 'value="Ada"' in page
    ada.refresh_from_db()
    assert (ada.picture, ada.display_name, kept(uploads)) == ("", "Ada Lovelace", [])


def test_too_many_in_an_hour_are_refused_at_the_field(client, ada, monkeypatch):
    monkeypatch.setattr(rates, "PICTURES", parse("1 per hour"))
    first, second = (client.post(PROFILE, FORM | {"new_picture": named("me.png", picture("PNG"))}) for _ in range(2))
    assert first.status_code == 302
    assert "Too many files" in second.content.decode()


def test_the_former_picture_goes(pictured, uploads, django_capture_on_commit_callbacks):
    former = pictured.picture
    with django_capture_on_commit_callbacks(execute=True):
        services.change_picture(pictured, squares(mode="L"))
    assert kept(uploads) == [pictured.picture] != [former]


def test_a_picture_is_removed(client, pictured, uploads, django_capture_on_commit_callbacks):
    assert "Remove picture" in client.get(PROFILE).content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        client.post(PROFILE, FORM | {"remove_picture": "on"})
    pictured.refresh_from_db()
    assert (pictured.picture, kept(uploads)) == ("", [])
    assert "Remove picture" not in client.get(PROFILE).content.decode()


def test_when_it_cannot_be_saved_the_former_one_stays(pictured, uploads, monkeypatch):
    def fail(*_, **__):
        raise RuntimeError("the database is away")

    before = pictured.picture
    monkeypatch.setattr(services, "save_changes", fail)
    with pytest.raises(RuntimeError):
        services.change_picture(pictured, squares())
    assert kept(uploads) == [before]


def test_another_picture_is_news_for_others(ada, heard):
    news = heard(profile_changed)
    services.change_picture(ada, squares())
    services.change_picture(ada, None)
    services.change_picture(ada, None)
    assert news == [{"user": ada, "changed": {"picture"}}] * 2


def test_open_pages_are_sent_the_picture_in_the_place_of_the_initials(pictured):
    subject = name_of(pictured)
    html = fragments.View().render([("changed", subject)], fragments.load([subject]), "chat.room.1", "")
    assert html.count(f'src="{pictured.avatar}"') == 2
    assert ">AL<" not in html


def test_pictures_are_for_members(window, grace, pictured):
    assert window(grace).get(pictured.avatar).status_code == 200
    assert window().get(pictured.avatar).headers["Location"].startswith("/accounts/login/")


def test_an_address_is_that_of_one_persons_present_picture(client, pictured, grace):
    former = pictured.avatar
    services.change_picture(pictured, squares())
    pictured.refresh_from_db()
    for path in (former, pictured.avatar.replace("/ada/", "/grace/"), pictured.avatar.replace("/64/", "/65/")):
        assert client.get(path).status_code == 404
    assert client.get(f"/people/grace/picture/{pictured.picture}/64/").status_code == 404


def test_an_administrator_removes_pictures(window, admin, pictured):
    window(admin).post("/admin/accounts/user/", {"action": "remove_pictures", "_selected_action": [pictured.pk]})
    assert User.objects.get(username="ada").picture == ""
