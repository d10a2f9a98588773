import itertools

import pytest
from django.conf import settings

from tests.looks.colours import THEMES, contrast, numbered_hues, numbers, pairs

STATIC = settings.BASE_DIR / "static"
CSS = STATIC / "css"
OWN = (CSS / "tokens.css").read_text()
BRANDS = {"own": OWN} | {path.parent.name: OWN + path.read_text() for path in STATIC.glob("themes/*/tokens.css")}
COLOURS = {brand: pairs(tokens) for brand, tokens in BRANDS.items()}
HUES = [(brand, hue) for brand, tokens in BRANDS.items() for hue in numbered_hues(tokens)]

GROUNDS = ("surface-1", "surface-2", "surface-3", "accent-tint", "warn-tint", "danger-tint", "mine", "mention")
TEXTS = ("ink", "ink-soft", "ink-faint", "accent", "accent-strong", "live", "warn", "danger")
ON_FILLS = (("accent-ink", "accent"), ("accent-ink", "accent-strong"), ("danger-ink", "danger"))


@pytest.mark.parametrize("brand", BRANDS)
@pytest.mark.parametrize("theme", THEMES)
def test_every_text_colour_can_be_read_on_every_ground(brand, theme):
    both = [*itertools.product(TEXTS, GROUNDS), *ON_FILLS]
    assert too_close(4.5, both, brand, theme) == []


@pytest.mark.parametrize("brand", BRANDS)
@pytest.mark.parametrize("theme", THEMES)
def test_the_edge_of_a_field_can_be_seen_on_every_surface(brand, theme):
    assert too_close(3, itertools.product(["edge"], GROUNDS[:3]), brand, theme) == []


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("brand", "hue"), HUES)
def test_every_hue_can_be_read_and_its_edge_seen(brand, theme, hue):
    shades = {name: numbers(both[theme], hue) for name, both in pairs((CSS / "components/hue.css").read_text()).items()}

    assert contrast(shades["hue-ink"], shades["hue-fill"]) >= 4.5
    assert contrast(shades["hue-edge"], token(brand, "surface-1", theme)) >= 3


def test_there_are_twelve_hues():
    assert len(HUES) == 12 * len(BRANDS)


def too_close(least, names, brand, theme):
    """Those pairs whose contrast is less."""
    return [both for both in names if contrast(*(token(brand, name, theme) for name in both)) < least]


def token(brand, name, theme):
    return numbers(COLOURS[brand][name][theme])
