"""Colours as the style sheets write them, and how far apart they are to the eye."""

import math
import re

THEMES = ("light", "dark")


def linear_rgb(lightness, chroma, hue):
    """Linear sRGB of an oklch colour (CSS Color 4 §10.2; matrices by Björn Ottosson)."""
    a, b = chroma * math.cos(math.radians(hue)), chroma * math.sin(math.radians(hue))
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    middle = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * middle + 1.7076147010 * short,
    )


def luminance(colour):
    shown = (min(max(channel, 0), 1) for channel in linear_rgb(*colour))
    return sum(weight * channel for weight, channel in zip((0.2126, 0.7152, 0.0722), shown, strict=True))


def contrast(one, other):
    """The contrast ratio of two oklch colours, 1 to 21 (WCAG 2.2, "contrast ratio")."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def pairs(sheet):
    """The light and the dark colour of each property that a sheet sets with light-dark(), by its name."""
    pattern = r"--([\w-]+): light-dark\(oklch\(([^)/]+)\)+, oklch\(([^)/]+)\)+;"
    return {name: dict(zip(THEMES, both, strict=True)) for name, *both in re.findall(pattern, sheet)}


def numbered_hues(sheet):
    """In degrees; where a sheet sets one twice, as it is set last."""
    return dict(re.findall(r"--(hue-\d+): (\d+)", sheet)).values()


def numbers(written, hue=None):
    """`0.38 0.062 var(--hue)` as three numbers."""
    return tuple(float(part) for part in re.sub(r"var\(.*", str(hue), written).split())
