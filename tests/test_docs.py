"""What the documents say is there, is there; what is there, they name."""

import json
import re
from pathlib import Path

import pytest

from live.engine.consumers import LiveConsumer
from live.engine.fragments import shows
from site_config import asgi  # noqa: F401  (it imports every consumer)

ROOT = Path(__file__).resolve().parents[1]
DOCUMENTS = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_links_lead_somewhere(path):
    for target in re.findall(r"\]\(([^)#]+)[^)]*\)", path.read_text()):
        if "://" not in target:
            assert (path.parent / target).exists(), target


def test_the_readme_is_short():
    assert len((ROOT / "README.md").read_text().splitlines()) <= 120


def test_every_file_of_the_engine_is_in_the_architecture():
    text = (ROOT / "docs/architecture.md").read_text()
    known = set(re.findall(r"`(?:engine/)?(\w+\.py)", text))
    plumbing = {"__init__.py", "apps.py", "urls.py", "routing.py", "asgi.py", "checks.py", "build.py"}
    assert {path.name for path in (ROOT / "live/engine").glob("*.py")} - plumbing <= known


def test_every_action_and_view_is_in_the_documents():
    text = "".join(path.read_text() for path in DOCUMENTS)
    actions = [
        name
        for consumer in LiveConsumer.__subclasses__()
        for name in dir(consumer)
        if getattr(getattr(consumer, name), "is_action", False)
    ]
    views = [view for _, view in shows.views] + list(shows.personal_views)
    assert [name for name in actions + views if f"`{name}`" not in text] == []


def test_the_documents_name_every_setting_of_the_environment():
    settings = (ROOT / "site_config/settings.py").read_text()
    readme, example = (ROOT / "README.md").read_text(), (ROOT / ".env.example").read_text()
    for name in re.findall(r'env(?:\.\w+)?\(\s*"(\w+)"', settings):
        assert f"`{name}`" in readme, name
        assert f"\n#{name}=" in example, name


def test_the_dashboard_shows_every_figure_that_is_counted():
    source = (ROOT / "live/engine/metrics.py").read_text()
    kinds = re.findall(r'(Gauge|Counter|Histogram)\("(townhall_\w+)"', source)
    ending = {"Gauge": "", "Counter": "_total", "Histogram": "_bucket"}
    panels = json.loads((ROOT / "deploy/grafana.json").read_text())["panels"]
    asked = {
        name for panel in panels for target in panel["targets"] for name in re.findall(r"townhall_\w+", target["expr"])
    }
    assert asked == {name + ending[kind] for kind, name in kinds}
