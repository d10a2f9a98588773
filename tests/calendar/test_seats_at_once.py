"""Fifty people want one of ten seats at once: ten get one, forty wait in order; who leaves lets the next in."""

import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def outcome(**environment):
    done = subprocess.run(
        [sys.executable, "-m", "tests.calendar.crowd"],
        cwd=ROOT,
        env=os.environ | {"DJANGO_SETTINGS_MODULE": "site_config.settings"} | environment,
        capture_output=True,
        text=True,
        timeout=100,
    )
    assert not done.returncode, done.stderr[-3000:]
    return json.loads(done.stdout)


def expect_right(found):
    assert found["problems"] == []
    assert [answer for _name, answer in found["line"]] == ["yes"] * 10 + ["waiting"] * 40
    names = [name for name, _answer in found["line"]]
    assert len(set(names)) == 50
    assert [found["then"][name] for name in names] == ["no"] * 3 + ["yes"] * 10 + ["waiting"] * 37
    assert found["told"] == sorted(names[10:13])


def test_on_sqlite(tmp_path):
    expect_right(outcome(DATA_DIR=str(tmp_path)))


def test_on_postgresql(tmp_path, fresh_database):
    expect_right(outcome(DATA_DIR=str(tmp_path), DATABASE_URL=fresh_database))
