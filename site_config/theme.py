"""What a site is called and looks like: one style sheet of tokens, chosen by THEME."""

import re
from pathlib import Path
from typing import NamedTuple

from django.core.exceptions import ImproperlyConfigured

TOKEN = re.compile(r'--brand-(\w+):\s*(?:path\()?"?([^;"]+)"?\)?;')


class Brand(NamedTuple):
    """What programs need to know of it. `logo` is a path in a square of 20, `colour` the ground of the icon."""

    name: str
    logo: str
    colour: str


def tokens_of(theme: str) -> str:
    """The sheet of a theme, below `static/`; without one that of the site."""
    return f"themes/{theme}/tokens.css" if theme else "css/tokens.css"


def brand_in(sheet: Path) -> Brand:
    """Raises ImproperlyConfigured where the sheet is not there or does not say it."""
    try:
        return Brand(**dict(TOKEN.findall(sheet.read_text())))
    except (OSError, TypeError) as error:
        raise ImproperlyConfigured(f"THEME: {sheet} cannot be used ({error}). `make theme NAME=…` makes one.") from None
