"""The benchmark as a whole: one command, tables on the screen, numbers in a file."""

import json
import subprocess
import sys

import pytest

from tests.support.site import ROOT
from tests.support.sizes import two_sizes

PEERS = ["tutorial", "fastapi", "websockets", "limit"]


def bench(*arguments):
    """What a quick run shows."""
    command = [sys.executable, "-m", "bench", "--quick", *arguments]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=280)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@two_sizes("peers", small=(PEERS[:1],), full=(PEERS,), seconds=300)
def test_a_quick_run_shows_its_tables_and_keeps_the_numbers(tmp_path, peers):
    names = [f"--only={name}" for name in [*peers, "townhall"]]
    shown = bench("--workload=updates", *names, "--results", tmp_path / "results.json")
    found = json.loads((tmp_path / "results.json").read_text())["workloads"]["updates"]["contestants"]
    assert list(found) == [*peers, "townhall"]
    for contestant in found.values():
        assert f"| {contestant['title']}" in shown
        assert [size["failures"] for size in contestant["sizes"].values()] == [[], []]
    assert found["townhall"]["sizes"]["100"]["times_our_cpu"] == 1


@pytest.mark.faults
@pytest.mark.timeout(300)
def test_in_a_flood_every_page_ends_up_right(tmp_path):
    bench("--workload=flood", "--only=townhall", "--results", tmp_path / "results.json")
    found = json.loads((tmp_path / "results.json").read_text())["workloads"]["flood"]["contestants"]["townhall"]
    assert [size["exact"] for size in found["sizes"].values()] == [1, 1]


@pytest.mark.timeout(300)
def test_a_message_costs_the_same_statements_whoever_reads_it(tmp_path):
    bench("--workload=statements", "--results", tmp_path / "results.json")
    found = json.loads((tmp_path / "results.json").read_text())["workloads"]["statements"]["contestants"]["townhall"]
    counts = [size["statements"] for size in found["sizes"].values()]
    assert max(counts) - min(counts) <= 1, "they depend on the number of readers"  # one is the clock's


@pytest.mark.faults
@pytest.mark.timeout(300)
@pytest.mark.parametrize(("workload", "measures"), [("reading", ["open_ms", "hidden_cpu_ms"]), ("month", ["p95_ms"])])
def test_pages_where_there_is_very_much_are_measured(tmp_path, workload, measures):
    name = f"{workload}-sqlite"
    bench(f"--workload={workload}", f"--only={name}", "--results", tmp_path / "results.json")
    found = json.loads((tmp_path / "results.json").read_text())["workloads"][workload]["contestants"][name]
    assert all(size[measure] > 0 for size in found["sizes"].values() for measure in measures)
