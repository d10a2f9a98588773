"""docs/add-a-live-feature.md, followed to the letter in a copy of the project, gives a live feature."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import expect

from e2e.pages import LivePage
from tests.support.fixtures import running
from tests.support.site import ROOT, RunningSite

BLOCK = re.compile(r"^```(\w+)(?: (\S+))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)
LEFT_OUT = shutil.ignore_patterns(
    ".git", ".venv", "var", "test-results", "node_modules", "__pycache__", ".*_cache", "screenshots"
)


class Poll(LivePage):
    path = "/polls/1/"

    def vote(self, option: str) -> None:
        self.tab.get_by_role("button", name=option).click()

    def expect_votes(self, **votes: int) -> None:
        for option, number in votes.items():
            line = self.tab.get_by_role("listitem").filter(has_text=option)
            expect(line.locator(".numbers")).to_have_text(str(number))


@pytest.fixture
def own_site(tmp_path):
    """A site of a project in which somebody has done what the document says."""
    project, data = tmp_path / "project", tmp_path / "data"
    shutil.copytree(ROOT, project, ignore=LEFT_OUT)
    data.mkdir()
    site = RunningSite(data)
    site.root = project
    for kind, path, text in BLOCK.findall((ROOT / "docs/add-a-live-feature.md").read_text()):
        follow(site, kind, path, text)
    site.manage("prepare")
    yield from running(site)


def follow(site, kind, path, text):
    if kind == "sh":
        tools = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
        subprocess.run(
            ["sh", "-e"], input=text, cwd=site.root, env=site.environment | {"PATH": tools}, text=True, check=True
        )
    elif kind == "diff":
        file = site.root / path
        file.write_text(edited(file.read_text(), text))
    else:
        (site.root / path).write_text(text)


def edited(source, diff):
    """With the line that is marked by a plus behind the others, or in the place of one that begins alike."""
    lines = diff.splitlines()
    before = "".join(f"{line[1:]}\n" for line in lines if line.startswith(" "))
    (new,) = (line[1:] for line in lines if line.startswith("+"))
    assert source.count(before) == 1, before
    head, tail = source.split(before)
    name = re.match(r'\s*"websocket":', new)
    old = re.search(rf"^{re.escape(name[0])}.*\n", tail, re.MULTILINE)[0] if name else ""
    return head + before + new + "\n" + tail.replace(old, "", 1)


def test_what_the_document_says_gives_a_live_poll(own_site, ada, grace, person, visitor, stranger):
    asking = ada.visit("/polls/")
    asking.tab.get_by_label("Question").fill("Tea or coffee?")
    asking.tab.get_by_label("Options").fill("Tea\n\nCoffee\n")
    asking.tab.get_by_role("button", name="Ask").click()
    expect(asking.title).to_have_text("Tea or coffee?")
    hers, graces = ada.open(Poll), grace.open(Poll)
    hers.vote("Tea")
    graces.expect_votes(Tea=1, Coffee=0)
    person("grace", java_script_enabled=False).open(Poll).vote("Coffee")
    hers.expect_votes(Tea=1, Coffee=1)
    hers.vote("Coffee")  # which moves her one vote
    graces.expect_votes(Tea=0, Coffee=2)
    own_site.kill()
    graces.expect_away()
    own_site.start()
    visitor("ada").post(Poll.path, option="Milk")
    visitor("ada").post(Poll.path, option="Tea")
    for page in (hers, graces):
        page.expect_live()
        page.expect_votes(Tea=1, Coffee=1)
        page.expect_same_after_reload()
    assert stranger.get(Poll.path).url.endswith(f"/login/?next={Poll.path}")


def test_it_is_short():
    """Some seventy lines, without those that only import or explain."""
    blocks = BLOCK.findall((ROOT / "docs/add-a-live-feature.md").read_text())
    written = [line for kind, _, text in blocks if kind in ("python", "django") for line in text.splitlines()]
    added = [line[1:] for kind, _, text in blocks if kind == "diff" for line in text.splitlines() if line[0] == "+"]
    lines = [line.strip() for line in written + added]
    assert sum(bool(line) and not line.startswith(("from ", "import ", '"""', "{#")) for line in lines) < 75
