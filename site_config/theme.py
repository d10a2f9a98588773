"""What a site is called and looks like: its own sheet of tokens, and over it that of a theme, chosen by THEME."""

import re
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from django.core.exceptions import ImproperlyConfigured

TOKENS = "css/tokens.css"  # below `static/`, as all sheets
TOKEN = re.compile(r'--brand-(\w+):\s*(?:path\()?"?([^;"]+)"?\)?;')


class Brand(NamedTuple):
    """What programs need to know of it. `logo` is a path in a square of 20, `colour` the ground of the icon."""

    name: str
    logo: str
    colour: str


def sheet_of(theme: str) -> str:
    """It says what differs from the site's own tokens; empty without a theme."""
    return f"themes/{theme}/tokens.css" if theme else ""


def brand_in(sheets: Iterable[Path]) -> Brand:
    """As the last of them has it that says it. Raises ImproperlyConfigured where one is not there."""
    try:
        return Brand(**{part: value for sheet in sheets for part, value in TOKEN.findall(sheet.read_text())})
    except (OSError, TypeError) as error:
        raise ImproperlyConfigured(f"THEME cannot be used ({error}). `make theme NAME=…` makes one.") from None
