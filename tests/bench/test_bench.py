"""The benchmark as a whole: one command, tables on the screen, numbers in a file."""

import json
import subprocess
import sys

import pytest

from bench.comparison import BASE, CONTESTANTS
from tests.support.site import ROOT


@pytest.mark.timeout(300)
def test_a_quick_run_shows_its_tables_and_keeps_the_numbers(tmp_path):
    command = [sys.executable, "-m", "bench", "--quick", "--results", tmp_path / "results.json"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=280)
    assert done.returncode == 0, done.stdout + done.stderr
    assert all(f"| {contestant.title}" in done.stdout for contestant in CONTESTANTS)
    results = json.loads((tmp_path / "results.json").read_text())
    assert results["contestants"][BASE]["times_less_cpu"] == 1
    counts = results["queries"].values()
    assert max(counts) - min(counts) <= 1, "the queries for a message depend on who reads it"  # one is the clock's
