"""Where uploads lie: each in a folder of its own, under a key that says nothing, in one file for each form it has."""

import secrets
import shutil
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import IO

from django.conf import settings
from django.db import transaction

WHOLE, SMALL = "whole", "small"  # what pictures have; anything else is there as a whole only


def keep(forms: dict[str, IO[bytes]], key: str = "") -> str:
    """Write what was checked, by the names of its forms; the key that it is found by from now on.

    `key` is for demo data, which is the same each time. Whatever goes wrong, nothing is left behind.
    """
    key = key or secrets.token_hex(16)
    folder = _folder(key)
    folder.mkdir(parents=True, exist_ok=True)
    try:
        for form, content in forms.items():
            _write(content, folder / form)
    except BaseException:
        remove([key])
        raise
    return key


def _write(content: IO[bytes], path: Path) -> None:
    content.seek(0)
    with path.open("wb") as file:
        shutil.copyfileobj(content, file)


def path_of(key: str, form: str = WHOLE) -> Path:
    return _folder(key) / form


def remove(keys: Iterable[str]) -> None:
    for key in keys:
        shutil.rmtree(_folder(key), ignore_errors=True)


def remove_after_commit(keys: Iterable[str]) -> None:
    """What a transaction takes away goes once nothing can bring it back."""
    if gone := list(keys):
        transaction.on_commit(partial(remove, gone), robust=True)


def kept_before(moment: float) -> Iterator[str]:
    """The keys of all that has been here since before that moment."""
    for folder in Path(settings.MEDIA_ROOT).glob("??/*"):
        if folder.stat().st_mtime < moment:
            yield folder.name


def _folder(key: str) -> Path:
    return Path(settings.MEDIA_ROOT) / key[:2] / key
