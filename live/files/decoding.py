"""Decoding pictures that somebody may have made to harm.

It is bounded: by the pixels that a header announces, before any is read, and to one picture at a time in each
process, some 320 MB at worst.
"""

import threading
import warnings
from collections.abc import Callable
from typing import IO, Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from PIL import Image, UnidentifiedImageError

FORMATS = ("JPEG", "PNG", "GIF", "WEBP")
MILLION = 1_000_000
MOST_PIXELS = 40 * MILLION  # of all frames together
MOST_WEBP_PIXELS = 20 * MILLION  # which take twice the memory to decode
MOST_SCANS = 200


class TooMuch(ValueError):
    """More than is decoded here."""


BOMB = (TooMuch, Image.DecompressionBombError, Image.DecompressionBombWarning)

Image.MAX_IMAGE_PIXELS = MOST_PIXELS  # frames may turn out larger than the header said: Pillow looks at each
warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # we look ourselves, at less than it warns of
one_at_a_time = threading.Lock()


def decoded(file: IO[bytes], work: Callable[[Image.Image], Any]) -> Any:
    """What `work` makes of the picture in a file; None where there is none that browsers show.

    Raises ValidationError for one that is broken, or larger than can be decoded safely.
    """
    try:
        _bound_scans(file)
        file.seek(0)
        with one_at_a_time, Image.open(file, formats=FORMATS) as image:
            bound(image.width * image.height, image.format)
            return work(image)
    except UnidentifiedImageError:
        return None
    except BOMB:
        raise _too_many_pixels() from None
    except Exception as error:  # what is made to harm decoders raises all kinds
        raise ValidationError(_("This picture is broken."), code="broken") from error


def _bound_scans(file: IO[bytes]) -> None:
    """A JPEG can refine its pixels again and again, by a few bytes for much work; cameras do so some ten times."""
    file.seek(0)
    if file.read(2) == b"\xff\xd8":
        scans = sum(piece.count(b"\xff\xda") for piece in iter(lambda: file.read(65_536), b""))
        if scans > MOST_SCANS:
            raise TooMuch


def bound(pixels: int, kind: str | None) -> None:
    """Raises TooMuch where a picture of that format has more."""
    if pixels > (MOST_WEBP_PIXELS if kind == "WEBP" else MOST_PIXELS):
        raise TooMuch


def _too_many_pixels() -> ValidationError:
    most = {"most": MOST_PIXELS // MILLION, "webp": MOST_WEBP_PIXELS // MILLION}
    return ValidationError(
        _("Too many pixels: at most %(most)d million, as WebP %(webp)d million.") % most, code="pixels"
    )
