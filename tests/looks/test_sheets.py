import re

import pytest
from django.conf import settings

CSS = settings.BASE_DIR / "static" / "css"
INCLUDES = settings.BASE_DIR / "templates" / "includes"
ICONS = INCLUDES / "icons"
SHEETS = sorted(str(path.relative_to(CSS)) for path in CSS.rglob("*.css"))
LAYERED = [name for name in SHEETS if name not in ("layers.css", "tokens.css")]
RAW_COLOUR = re.compile(r"#[0-9a-f]{3,8}\b|\b(?:rgb|hsl|oklch|oklab)a?\(", re.IGNORECASE)


def test_every_page_links_every_sheet_once_with_the_layers_first():
    linked = re.findall(r"static 'css/([^']+)'", (INCLUDES / "stylesheets.html").read_text())

    assert sorted(linked) == SHEETS
    assert linked[:2] == ["layers.css", "tokens.css"]


def test_the_guide_shows_no_class_that_no_sheet_knows():
    guide = (settings.BASE_DIR / "docs" / "design-system.md").read_text()
    shown = {name for names in re.findall(r'class="([^"]+)"', guide) for name in names.split()}
    known = set(re.findall(r"\.([a-z][\w-]*)", "".join((CSS / name).read_text() for name in SHEETS)))

    assert shown - known == set()


@pytest.mark.parametrize("name", LAYERED)
def test_a_sheet_keeps_to_one_layer_and_shouts_at_nobody(name):
    sheet = re.sub(r"/\*.*?\*/", "", (CSS / name).read_text(), flags=re.DOTALL)

    assert re.findall(r"^\S.*", sheet, flags=re.MULTILINE)[1:] == ["}"]
    assert re.match(r"\s*@layer \w+ \{", sheet)
    assert "!important" not in sheet


@pytest.mark.parametrize("name", [name for name in LAYERED if name != "components/hue.css"])
def test_a_sheet_takes_its_colours_from_the_tokens(name):
    assert not RAW_COLOUR.search((CSS / name).read_text())


@pytest.mark.parametrize("icon", sorted(path.name for path in ICONS.iterdir()))
def test_an_icon_is_drawn_like_the_others(icon):
    drawing = (ICONS / icon).read_text()

    assert drawing.startswith('<svg class="icon" viewBox="0 0 20 20"')
    assert 'stroke="currentColor" stroke-width="1.5"' in drawing
    assert 'aria-hidden="true"' in drawing
