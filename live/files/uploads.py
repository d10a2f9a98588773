"""What people upload, looked at before any of it is kept."""

from typing import IO, NamedTuple

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from live.files import pictures
from live.files.store import SMALL, WHOLE, keep

LARGEST = 20 * 1024 * 1024  # bytes of one
MOST = 10  # at once
LONGEST_NAME = 120  # characters
SHOWN = 480, 320  # pixels of a page at most


class File(NamedTuple):
    """Something that is kept, as it is noted by what it belongs to. `kind` is that of a picture, or empty."""

    key: str
    name: str
    size: int
    kind: str = ""
    width: int = 0
    height: int = 0

    @property
    def shown_size(self) -> tuple[int, int]:
        """In pixels of a page: known before the picture is there, so that nothing jumps."""
        return pictures.fitted(self.width, self.height, *SHOWN)


class Upload(NamedTuple):
    """Something that was found good, and is kept by `keep()`."""

    name: str
    size: int
    forms: dict[str, IO[bytes]]
    kind: str = ""
    width: int = 0
    height: int = 0

    def keep(self, key: str = "") -> File:
        return File(keep(self.forms, key), self.name, self.size, self.kind, self.width, self.height)


def examine(file: UploadedFile) -> Upload:
    """What a file is, by what is in it; pictures are encoded anew, all else is only ever downloaded.

    Raises ValidationError for what is empty, too large, or a picture that is none.
    """
    name = _shortened(file.name or _("file"))
    if not file.size:
        raise ValidationError(_("This file is empty."), code="empty")
    if file.size > LARGEST:
        raise ValidationError(_("Too large: at most %(size)s.") % {"size": filesizeformat(LARGEST)}, code="large")
    picture = pictures.read(file)
    if picture is None:
        return Upload(name, file.size, {WHOLE: file})
    whole, small = picture.whole, picture.small
    return Upload(name, whole.seek(0, 2), {WHOLE: whole, SMALL: small}, picture.kind, picture.width, picture.height)


def _shortened(name: str) -> str:
    """Names are shown and offered for saving, nothing more; what tells their kind stands at their end."""
    return name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 21]}…{name[-20:]}"
