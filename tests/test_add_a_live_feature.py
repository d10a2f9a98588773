"""docs/add-a-live-feature.md, followed to the letter in a copy of the project, gives a live feature."""

import asyncio
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.site import ROOT, RunningSite
from tests.support.visitors import Visitor

BLOCK = re.compile(r"^```(\w+)(?: (\S+))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)
LEFT_OUT = shutil.ignore_patterns(
    ".git", ".venv", "var", "test-results", "node_modules", "__pycache__", ".*_cache", "screenshots"
)
STANDING = re.compile(r'<ul class="list" id="poll-1".*?</ul>', re.DOTALL)
NUMBER = re.compile(r'<span class="numbers">(\d+)</span>')
METER = re.compile(r'<meter max="(\d+)" value="(\d+)">')


@pytest.fixture
def site(tmp_path):
    """A site of a project in which somebody has done what the document says."""
    project, data = tmp_path / "project", tmp_path / "data"
    shutil.copytree(ROOT, project, ignore=LEFT_OUT)
    data.mkdir()
    site = RunningSite(data)
    site.root = project
    for kind, path, text in BLOCK.findall((ROOT / "docs/add-a-live-feature.md").read_text()):
        follow(site, kind, path, text)
    site.manage("prepare")
    site.start()
    yield site
    site.end()


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


async def test_what_the_document_says_gives_a_live_poll(site):
    ada, grace = await asyncio.gather(*[asyncio.to_thread(Visitor, site.url, name) for name in ("ada", "grace")])
    asked = await asyncio.to_thread(ada.post, "/polls/", question="Tea or coffee?", options="Tea\n\nCoffee\n")
    assert asked.url == f"{site.url}/polls/1/"
    tea, coffee = re.findall(r'name="option" value="(\w+)"', asked.text)
    async with ada.page("/polls/1/") as hers, grace.page("/polls/1/") as graces:
        await hers.send("vote", option=tea)
        await graces.until(lambda: stands(graces) == ["1", "0"])
        await asyncio.to_thread(grace.post, "/polls/1/", option=coffee)  # as without a socket
        await hers.until(lambda: stands(hers) == ["1", "1"])
        await hers.send("vote", option=coffee)  # which moves her one vote
        for page in (hers, graces):
            await page.until(lambda page=page: stands(page) == ["0", "2"])
        await hers.send("vote", option="Milk")
        await hers.send("vote", option=[tea])
        await hers.send("vote")
        await graces.cut()
        await hers.send("vote", option=tea)
        await hers.until(lambda: stands(hers) == ["1", "1"])
        await graces.come_back()
        await graces.until(lambda: stands(graces) == ["1", "1"])
        fresh = await asyncio.to_thread(grace.get, "/polls/1/")
        assert METER.findall(fresh.text) == METER.findall(newest(graces)) == [("2", "1"), ("2", "1")]
    assert (await asyncio.to_thread(Visitor(site.url).get, "/polls/1/")).url.endswith("/login/?next=/polls/1/")
    assert "Traceback" not in site.log.read_text()


def newest(page):
    return next((found[0] for frame in reversed(page.frames) if (found := STANDING.search(frame))), "")


def stands(page):
    return NUMBER.findall(newest(page))


def test_it_is_short():
    """Some seventy lines, without those that only import or explain."""
    blocks = BLOCK.findall((ROOT / "docs/add-a-live-feature.md").read_text())
    written = [line for kind, _, text in blocks if kind in ("python", "django") for line in text.splitlines()]
    added = [line[1:] for kind, _, text in blocks if kind == "diff" for line in text.splitlines() if line[0] == "+"]
    lines = [line.strip() for line in written + added]
    assert sum(bool(line) and not line.startswith(("from ", "import ", '"""', "{#")) for line in lines) < 75
