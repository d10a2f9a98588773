"""What is shown of files that were saved, without a browser: e2e/scenarios/test_editing.py has one."""

import pytest
from django.template import Context, TemplateSyntaxError
from django.template.engine import Engine

from live.engine import editing
from live.engine.editing import Editing
from live.engine.fragments import fault


@pytest.fixture
def folder(tmp_path, settings, monkeypatch):
    """Where the only template and the only style sheet are."""
    settings.BASE_DIR, settings.STATICFILES_DIRS = tmp_path, [tmp_path / "static"]
    (tmp_path / "templates").mkdir()
    (tmp_path / "static").mkdir()
    (tmp_path / "templates" / "a.html").write_text("as it was")
    (tmp_path / "static" / "a.css").write_text("p {}")
    monkeypatch.setattr(editing, "get_template_directories", lambda: {tmp_path / "templates"})
    monkeypatch.setattr(editing, "get_template", lambda name: engine(tmp_path).get_template(name))
    return tmp_path


@pytest.fixture
def shown(monkeypatch):
    frames = []
    monkeypatch.setattr(editing.hub, "show", lambda frame: frames.append(frame.text))
    return frames


def engine(folder) -> Engine:
    return Engine(dirs=[folder / "templates"], debug=True)


def test_nothing_is_shown_while_nothing_is_saved(folder, shown):
    Editing().look()
    assert shown == []


def test_a_saved_template_has_pages_fetch_themselves_and_stay_connected(folder, shown):
    at_work = Editing()
    (folder / "templates" / "a.html").write_text("as it is now")
    at_work.look()
    (frame,) = shown
    assert 'id="edited"' in frame


def test_a_saved_sheet_is_asked_for_again_each_time(folder, shown):
    at_work = Editing()
    for colour in "red", "green":
        (folder / "static" / "a.css").write_text(f"p {{ color: {colour} }}")
        at_work.look()
    assert all('href="/static/a.css?v=' in frame for frame in shown)
    assert len(set(shown)) == 2


def test_a_broken_template_is_said_until_all_are_mended(folder, shown):
    at_work = Editing()
    (folder / "templates" / "a.html").write_text("one\n{% nonsense %}")
    (folder / "templates" / "b.html").write_text("{% rubbish %}")
    at_work.look()
    assert "templates/a.html:2: " in shown[-1]
    assert "templates/b.html:1: " in shown[-1]
    (folder / "templates" / "a.html").write_text("mended")
    at_work.look()
    assert "a.html" not in shown[-1]
    assert "b.html" in shown[-1]
    (folder / "templates" / "b.html").unlink()
    at_work.look()
    assert 'id="edited"' in shown[-1]


def test_a_fault_names_file_and_line(folder):
    (folder / "templates" / "a.html").write_text('\n\n{% include "nowhere.html" %}')
    with pytest.raises(Exception, match="nowhere") as raised:
        engine(folder).get_template("a.html").render(Context())
    assert fault(raised.value).startswith("templates/a.html:3: nowhere.html")


def test_a_fault_without_a_template_says_what_it_is():
    assert fault(TemplateSyntaxError("What?")) == "TemplateSyntaxError: What?"
