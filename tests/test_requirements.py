"""The pinned requirements: whole, and of no particular machine or index."""

import re
from pathlib import Path

import pytest

FOLDER = Path(__file__).parents[1] / "requirements"
PINNED = pytest.mark.parametrize("name", ["run.txt", "test.txt"])
PIN = re.compile(r"^([a-z0-9-]+)==(\S+)(.*)", re.MULTILINE)


@PINNED
def test_every_requirement_has_its_hashes(name):
    pins = re.split(r"\n(?=\S)", (FOLDER / name).read_text().strip())
    assert [pin.split()[0] for pin in pins if "--hash=sha256:" not in pin] == []


@PINNED
def test_no_index_and_no_path_is_named(name):
    assert re.findall(r"://|--(?:extra-)?index|--find-links|^\s*/.*", (FOLDER / name).read_text(), re.MULTILINE) == []


def test_the_tests_run_with_the_versions_that_the_site_runs_with():
    site, tests = (set(PIN.findall((FOLDER / name).read_text())) for name in ("run.txt", "test.txt"))
    assert site <= tests
