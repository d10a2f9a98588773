"""Imports point one way, only the engine is asynchronous, and no script is ours."""

import ast
import hashlib
import re
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
LIVE = ROOT / "live"
FEATURES = {"chat", "calendar", "blog"}
SHARED = {"accounts", "notifications", "files", "search", "text", "workshop"}
LINE = [
    *("models", "topics", "changes", "fragments", "audiences"),
    *("rendering", "rights", "numbers", "company", "following", "people", "renderer", "hub", "consumers"),
]


def modules(*folders: str) -> list[Path]:
    return sorted(
        path for folder in folders for path in (LIVE / folder).rglob("*.py") if "migrations" not in path.parts
    )


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text())


@cache
def imports(path: Path) -> set[str]:
    """The modules of ours that a module names, as `live.engine.changes`."""
    found = set()
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
    return {name for name in found if name.split(".")[0] in ("live", "site_config")}


def apps(path: Path) -> set[str]:
    return {name.split(".")[1] for name in imports(path) if name.startswith("live.") and "." in name}


def where(paths: list[Path], look: Callable[[Path], object]) -> dict[str, object]:
    """By the paths at which there is something, what that is."""
    return {str(path.relative_to(ROOT)): found for path in paths if (found := look(path))}


def test_the_engine_knows_no_other_app():
    assert where(modules("engine"), lambda path: apps(path) - {"engine"}) == {}


def test_what_is_shared_knows_no_feature():
    assert where(modules(*SHARED), lambda path: apps(path) & FEATURES) == {}


@pytest.mark.parametrize("feature", sorted(FEATURES))
def test_features_do_not_know_each_other(feature):
    assert where(modules(feature), lambda path: apps(path) & (FEATURES - {feature})) == {}


def test_only_site_config_lists_the_features():
    everywhere = modules(*FEATURES, *SHARED, "engine")
    assert where(everywhere, lambda path: [name for name in imports(path) if name.startswith("site_config")]) == {}


@pytest.mark.parametrize("name", LINE)
def test_inside_the_engine_imports_form_a_line(name):
    later = {f"live.engine.{other}" for other in LINE[LINE.index(name) + 1 :]}
    assert not imports(LIVE / "engine" / f"{name}.py") & later


def test_only_the_engine_is_asynchronous():
    assert where(modules(*FEATURES, *SHARED), asynchronous_lines) == {}


def asynchronous_lines(path: Path) -> list[int]:
    kinds = (ast.AsyncFunctionDef, ast.Await, ast.AsyncFor, ast.AsyncWith)
    return [node.lineno for node in ast.walk(tree(path)) if isinstance(node, kinds)]


FORBIDDEN = re.compile(
    r"""<script(?![^>]*\bsrc=)(?![^>]*application/ld\+json)"""
    r"""|\son[a-z]+\s*=|hx-on|["']js:|javascript:|\sstyle\s*=|<style"""
    r"""|hx-trigger=["'][^"']*\[""",
    re.I,
)


def test_templates_hold_no_script_handler_or_style():
    templates = sorted((ROOT / "templates").rglob("*.html"))
    assert where(templates, lambda path: FORBIDDEN.findall(path.read_text())) == {}


def test_there_is_no_script_of_ours():
    scripts = [path for path in ROOT.glob("static/**/*") if path.suffix in (".js", ".mjs", ".ts")]
    assert {path.relative_to(ROOT).parts[:2] for path in scripts} == {("static", "vendor")}


def test_vendored_files_are_what_their_checksums_say():
    folder = ROOT / "static/vendor/htmx"
    sums = [line.split() for line in (folder / "SHA256SUMS").read_text().splitlines()]
    assert {name.lstrip("*") for _, name in sums} >= {"htmx.min.js", "hx-ws.min.js", "hx-upsert.min.js"}
    for expected, name in sums:
        assert hashlib.sha256((folder / name.lstrip("*")).read_bytes()).hexdigest() == expected


def test_locks_name_no_host():
    for path in (ROOT / "requirements").glob("*.txt"):
        assert "://" not in path.read_text(), path.name
        assert "--hash=sha256:" in path.read_text()
