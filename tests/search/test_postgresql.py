"""The same on PostgreSQL."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_on_postgresql_everything_is_found_as_on_sqlite(fresh_database, tmp_path):
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", "tests/search/test_finding.py"],
        cwd=ROOT,
        env=os.environ | {"DATABASE_URL": fresh_database, "DATA_DIR": str(tmp_path)},
        capture_output=True,
        text=True,
        timeout=100,
    )
    assert done.returncode == 0, done.stdout[-3000:]
