"""A suite outside the project uses its page objects and fixtures; what failed there leaves all that happened."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.site import ROOT

CONFTEST = 'pytest_plugins = ["tests.support.browsers", "tests.servers.fixtures", "e2e.plugin"]\n'
SUITE = """
from e2e.pages import Room
from playwright.sync_api import expect


def test_two_people_talk(ada, grace, room):
    hers, graces = ada.room(room), grace.open(Room, f"/chat/{room}/")
    hers.post("Is this thing on?")
    expect(graces.message("Is this thing on?").body).to_be_visible()
    expect(graces.message("Yes, it is.").body).to_be_visible(timeout=200)
"""


@pytest.fixture(scope="module")
def suite(tmp_path_factory) -> Path:
    """A folder of somebody else's."""
    folder = tmp_path_factory.mktemp("suite")
    (folder / "conftest.py").write_text(CONFTEST)
    (folder / "pytest.ini").write_text("[pytest]\n")
    (folder / "test_talk.py").write_text(SUITE)
    return folder


@pytest.fixture(scope="module")
def output(suite) -> str:
    """What a run of it says."""
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "--output", suite / "results", "-p", "no:cacheprovider"],
        cwd=suite,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=100,
    )
    assert done.returncode == 1, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def evidence(output) -> Path:
    """The folder that it names."""
    return Path(re.search(r"Traces, screenshots, frames, consoles, server -+\n(.+)", output)[1])


def test_a_scenario_that_fails_leaves_a_folder_with_everything(evidence):
    assert {path.name for path in evidence.iterdir()} == {
        *("1-ada.zip", "1-ada-1.png", "1-ada-1.frames.log"),
        *("2-grace.zip", "2-grace-1.png", "2-grace-1.frames.log"),
        *("failure.txt", "console.log", "server.log"),
    }


def test_the_frames_say_what_a_page_asked_for_and_got(evidence):
    hers = (evidence / "1-ada-1.frames.log").read_text()
    graces = (evidence / "2-grace-1.frames.log").read_text()
    assert '"action":"post_message"' in hers
    assert re.search(r"got .*hx-partial.*Is this thing on\?", graces)
    assert "post_message" not in graces


def test_output_and_folder_say_what_was_missed_and_where(output, evidence):
    for told in (output, (evidence / "failure.txt").read_text()):
        assert 'expect(graces.message("Yes, it is.").body)' in told
        assert "test_talk.py:10: AssertionError" in told
