"""C19: what is uploaded is looked at before any of it is kept."""

import os
import subprocess
import sys
from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from PIL import Image
from PIL.ImageCms import ImageCmsProfile, createProfile

from live.files import uploads
from live.files.store import SMALL, WHOLE
from live.files.uploads import examine
from tests.files.contents import (
    HTML,
    SVG,
    bomb_gif,
    bomb_jpeg,
    bomb_png,
    bomb_webp,
    film,
    named,
    note,
    picture,
    polyglot,
)

pytestmark = pytest.mark.usefixtures("uploads")
KINDS = ["JPEG", "PNG", "GIF", "WEBP"]


def content(upload, form=WHOLE):
    upload.forms[form].seek(0)
    return upload.forms[form].read()


def refusal(content, name="a.png"):
    with pytest.raises(ValidationError) as refused:
        examine(named(name, content))
    return refused.value.messages[0]


@pytest.mark.parametrize("kind", KINDS)
def test_a_picture_is_known_by_its_content_and_gets_a_small_one(kind):
    upload = examine(named("holiday.exe", picture(kind)))
    assert (upload.name, upload.kind, upload.width, upload.height) == ("holiday.exe", kind.lower(), 640, 400)
    assert Image.open(upload.forms[WHOLE]).format == kind
    small = Image.open(upload.forms[SMALL])
    assert (small.format, small.size) == ("WEBP", (480, 300))
    assert upload.size == len(content(upload))


@pytest.mark.parametrize("kind", KINDS)
def test_what_a_camera_noted_is_left_out(kind):
    original = note(kind)
    upload = examine(named("a", original))
    assert b"Secret" in original
    for form in (WHOLE, SMALL):
        assert not any(word in content(upload, form) for word in (b"Secret", b"Exif", b"EXIF"))


def test_of_two_that_a_camera_took_the_first_is_shown():
    two = Image.new("RGB", (60, 40)), Image.new("RGB", (60, 40), "white")
    file = BytesIO()
    two[0].save(file, "MPO", save_all=True, append_images=two[1:])
    upload = examine(named("a.jpg", file.getvalue()))
    whole = Image.open(upload.forms[WHOLE])
    assert (upload.kind, whole.format, whole.getpixel((0, 0))) == ("jpeg", "JPEG", (0, 0, 0))


@pytest.mark.parametrize("kind", ["JPEG", "WEBP"])
def test_a_picture_that_lies_on_its_side_is_put_upright(kind):
    upload = examine(named("a.jpg", note(kind)))
    assert (upload.width, upload.height) == (40, 60)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_pictures_of_every_kind_of_colour_are_taken(mode):
    image = Image.new(mode, (600, 20))
    file = BytesIO()
    image.save(file, "PNG")
    assert examine(named("a.png", file.getvalue())).kind == "png"


def test_a_picture_for_print_comes_out_for_screens():
    upload = examine(named("a.jpg", picture("JPEG", mode="CMYK")))
    assert Image.open(upload.forms[WHOLE]).mode == "RGB"


@pytest.mark.parametrize("profile", [ImageCmsProfile(createProfile("sRGB")).tobytes(), b"nonsense" * 30])
@pytest.mark.parametrize(("kind", "mode"), [("JPEG", "RGB"), ("JPEG", "CMYK"), ("PNG", "RGBA"), ("WEBP", "RGB")])
def test_colours_need_no_profile_afterwards(kind, mode, profile):
    upload = examine(named("a", picture(kind, (90, 60), mode, icc_profile=profile)))
    assert "icc_profile" not in Image.open(upload.forms[WHOLE]).info
    assert (upload.kind, upload.width) == (kind.lower(), 90)


@pytest.mark.parametrize("kind", ["GIF", "WEBP"])
def test_a_film_stays_one(kind):
    whole = Image.open(examine(named("a", film(kind))).forms[WHOLE])
    assert (whole.n_frames, whole.info["loop"]) == (3, 0)


def test_of_a_polyglot_only_the_picture_is_left():
    kept = content(examine(named("a.gif", polyglot())))
    assert b"script" not in kept
    assert b"PK" not in kept


@pytest.mark.parametrize(("name", "harm"), [("a.svg", SVG), ("a.html", HTML), ("a.png", HTML), ("a.jpg", b"MZ\x90\0")])
def test_what_is_no_picture_is_only_ever_downloaded(name, harm):
    upload = examine(named(name, harm))
    assert (upload.kind, list(upload.forms), content(upload)) == ("", [WHOLE], harm)


def test_nothing_is_refused():
    assert refusal(b"") == "This file is empty."


def test_too_much_is_refused(monkeypatch):
    monkeypatch.setattr(uploads, "LARGEST", 1000)
    assert refusal(b"x" * 1001) == "Too large: at most 1000\xa0bytes."
    assert examine(named("a", b"x" * 1000))


@pytest.mark.parametrize("kind", KINDS)
def test_a_picture_that_is_cut_off_is_refused(kind):
    assert refusal(picture(kind)[:5000]) == "This picture is broken."


@pytest.mark.parametrize(
    "bomb",
    [
        bomb_png(30_000, 30_000),
        bomb_png(8_000, 6_000),
        bomb_gif(11),
        bomb_gif(5_000, (3, 3)),
        bomb_webp(),
    ],
)
def test_a_bomb_is_refused(bomb):
    assert len(bomb) < 200_000
    assert refusal(bomb).startswith(("Too many pixels: at most 40 million", "This picture is broken."))


def test_a_picture_refined_again_and_again_is_a_bomb_and_one_of_ten_scans_is_none():
    assert examine(named("a.jpg", picture("JPEG", progressive=True))).kind == "jpeg"
    assert refusal(bomb_jpeg(500)).startswith("Too many pixels")


def test_bombs_take_little_memory():
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "tests.settings"}
    subprocess.run([sys.executable, "-m", "tests.files.defuse"], env=environment, check=True, timeout=60)


def test_a_long_name_keeps_its_end():
    name = examine(named("x" * 150 + ".tar.gz", b"data")).name
    assert len(name) == 120
    assert name.endswith("…xxxxxxxxxxxxx.tar.gz")
