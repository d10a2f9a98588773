"""A site's brand is one file."""

import os
import re
import subprocess
import sys

import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from live.accounts import services
from live.accounts.models import Site
from site_config.theme import Brand, brand_in, sheet_of

STATIC = settings.BASE_DIR / "static"
OWN = STATIC / "css/tokens.css"
THEMES = sorted(STATIC.glob("themes/*/tokens.css"))


def tokens(sheet):
    return set(re.findall(r"--[\w-]+(?=:)", sheet.read_text()))


@pytest.mark.parametrize("sheet", THEMES, ids=lambda sheet: sheet.parent.name)
def test_a_theme_sets_only_what_the_sites_own_tokens_set(sheet):
    assert tokens(sheet) <= tokens(OWN)


def test_a_theme_says_what_the_site_is_called_and_its_logo():
    assert settings.BRAND.name == "Townhall"
    harbour = brand_in([OWN, STATIC / sheet_of("harbour")])
    assert (harbour.name, harbour.colour) == ("Harbour", "#1f3f77")
    assert harbour.logo.startswith("M10 6.25v11.5")


def test_what_a_theme_does_not_say_stays(tmp_path):
    (tmp_path / "tokens.css").write_text(':root { --brand-name: "River"; }')
    river = brand_in([OWN, tmp_path / "tokens.css"])
    assert river == settings.BRAND._replace(name="River")


def test_a_theme_that_is_not_there_is_said():
    with pytest.raises(ImproperlyConfigured, match="make theme"):
        brand_in([OWN, STATIC / sheet_of("nowhere")])


def test_the_logo_without_css_is_that_of_the_tokens():
    drawing = (settings.BASE_DIR / "templates/includes/icons/townhall.svg").read_text()
    assert f'd="{settings.BRAND.logo}"' in drawing


@pytest.mark.django_db
def test_the_site_is_called_as_its_theme_says_until_somebody_gives_it_a_name(settings):
    Site.current().save()
    settings.BRAND = settings.BRAND._replace(name="Harbour")
    assert Site.current().name == "Harbour"
    services.change_site(Site.current(), name="The Observatory")
    settings.BRAND = settings.BRAND._replace(name="River")
    assert Site.current().name == "The Observatory"


@pytest.mark.django_db
def test_pages_and_their_icon_have_the_brand(client, settings):
    settings.THEME_SHEET, settings.BRAND = sheet_of("harbour"), Brand("Harbour", "M1 2v3", "#123456")
    page = client.get("/accounts/login/", follow=True).content.decode()
    assert page.index("/static/css/tokens.css") < page.index("/static/themes/harbour/tokens.css")
    assert "Harbour" in page
    icon = client.get("/icon.svg").content.decode()
    assert 'd="M1 2v3"' in icon
    assert 'fill="#123456"' in icon
    assert client.get("/favicon.ico").url == "/icon.svg"


def test_a_theme_is_begun_with_a_copy_of_the_tokens_and_nothing_else(tmp_path):
    for part in ("dev.py", "tests/servers", "static/css/tokens.css"):
        (tmp_path / part).parent.mkdir(parents=True, exist_ok=True)
        os.symlink(settings.BASE_DIR / part, tmp_path / part)
    (tmp_path / "tests/__init__.py").touch()
    for name, code in (("river", 0), ("river", 1), ("../up", 1)):
        program = f"import dev; from pathlib import Path; dev.TOP = Path({str(tmp_path)!r}); dev.theme([{name!r}])"
        done = subprocess.run([sys.executable, "-c", program], cwd=tmp_path, capture_output=True, text=True)
        assert done.returncode == code, done.stderr
    (made,) = (tmp_path / "static/themes").rglob("*.*")
    assert made.read_text() == OWN.read_text()
