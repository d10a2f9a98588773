import itertools
import re

import pytest
from django.conf import settings

from tests.looks.colours import THEMES, contrast, numbers, pairs

CSS = settings.BASE_DIR / "static" / "css"
TOKENS = (CSS / "tokens.css").read_text()
COLOURS = pairs(TOKENS)
HUES = re.findall(r"--hue-\d+: (\d+)", TOKENS)

GROUNDS = ("surface-1", "surface-2", "surface-3", "accent-tint", "warn-tint", "danger-tint", "mine", "mention")
TEXTS = ("ink", "ink-soft", "ink-faint", "accent", "accent-strong", "live", "warn", "danger")
ON_FILLS = (("accent-ink", "accent"), ("accent-ink", "accent-strong"), ("danger-ink", "danger"))


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("text", "ground"), [*itertools.product(TEXTS, GROUNDS), *ON_FILLS])
def test_every_text_colour_can_be_read_on_every_ground(theme, text, ground):
    assert contrast(token(text, theme), token(ground, theme)) >= 4.5


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("ground", GROUNDS[:3])
def test_the_edge_of_a_field_can_be_seen_on_every_surface(theme, ground):
    assert contrast(token("edge", theme), token(ground, theme)) >= 3


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("hue", HUES)
def test_every_hue_can_be_read_and_its_edge_seen(theme, hue):
    shades = {name: numbers(both[theme], hue) for name, both in pairs((CSS / "components/hue.css").read_text()).items()}

    assert contrast(shades["hue-ink"], shades["hue-fill"]) >= 4.5
    assert contrast(shades["hue-edge"], token("surface-1", theme)) >= 3


def test_there_are_twelve_hues():
    assert len(HUES) == 12


def token(name, theme):
    return numbers(COLOURS[name][theme])
