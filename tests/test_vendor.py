"""The vendored scripts are those of the package, to the byte."""

import hashlib
from pathlib import Path

import pytest

HTMX = Path(__file__).parents[1] / "static" / "vendor" / "htmx"
SUMS = [line.split() for line in (HTMX / "SHA256SUMS").read_text().splitlines()]


@pytest.mark.parametrize(("expected", "name"), SUMS, ids=[name for _, name in SUMS])
def test_a_vendored_file_is_unchanged(expected, name):
    assert hashlib.sha256((HTMX / name).read_bytes()).hexdigest() == expected


def test_every_vendored_script_has_a_checksum():
    assert {path.name for path in HTMX.glob("*.js")} <= {name for _, name in SUMS}
