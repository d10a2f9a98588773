"""Many people at once: nobody waits for somebody who waits for them, and what is promised of numbers holds."""

import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
RIGHT = {"problems": [], "met": 1, "in_order": True, "once": 2, "missing": 0, "stray_files": 0}


def outcome(**environment):
    done = subprocess.run(
        [sys.executable, "-m", "tests.chat.crowd"],
        cwd=ROOT,
        env=os.environ | {"DJANGO_SETTINGS_MODULE": "site_config.settings"} | environment,
        capture_output=True,
        text=True,
        timeout=100,
    )
    assert not done.returncode, done.stderr[-3000:]
    return json.loads(done.stdout)


def test_on_sqlite(tmp_path):
    assert outcome(DATA_DIR=str(tmp_path)) == RIGHT


def test_on_postgresql(tmp_path, fresh_database):
    assert outcome(DATA_DIR=str(tmp_path), DATABASE_URL=fresh_database) == RIGHT
