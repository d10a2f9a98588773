"""What several runs say together, and how it looks."""

import json

from bench import table
from bench.alternation import together, worth_it
from bench.machine import machine
from bench.meter import percentiles
from bench.peers.node import HERE


def test_the_median_run_counts():
    found = together([{100: {"p50_ms": 3.0}}, {100: {"p50_ms": 90.0}}, {100: {"p50_ms": 4.0}}])
    assert found[100]["p50_ms"] == 4.0


def test_a_run_that_failed_is_named_and_left_out():
    found = together([{100: {"p50_ms": 3.0}}, {100: {"failure": "Lost: closed with 1013"}}])
    assert (found[100]["p50_ms"], found[100]["failures"]) == (3.0, ["Lost: closed with 1013"])


def test_where_every_run_failed_there_is_no_number():
    assert together([{100: {"failure": "TimeoutError"}}])[100].keys() == {"failures", "runs"}


def test_a_size_that_took_too_long_is_measured_once():
    found = together([{100: {"p50_ms": 3.0}, 1000: {"p50_ms": 5_000.0}}, {100: {"p50_ms": 5.0}}])
    assert (found[100]["p50_ms"], found[1000]["p50_ms"]) == (4.0, 5_000.0)


def test_what_took_too_long_is_not_tried_again_nor_what_is_larger():
    runs = [{100: {"p50_ms": 3.0}, 1000: {"p50_ms": 5_000.0}}]
    assert [worth_it(size, runs) for size in (100, 1000, 5000)] == [True, False, False]


def test_what_failed_has_a_second_try():
    failed = {100: {"p50_ms": 3.0}, 1000: {"failure": "TimeoutError"}}
    assert [worth_it(1000, runs) for runs in ([], [failed], [failed, failed])] == [True, True, False]
    assert worth_it(100, [failed, failed])


def test_a_percentile_is_a_time_that_was_measured():
    assert percentiles([number / 1_000 for number in range(1, 1_001)]) == {
        "p50_ms": 500,
        "p99_ms": 990,
        "p99.9_ms": 999,
    }
    assert percentiles([0.002]) == {"p50_ms": 2, "p99_ms": 2, "p99.9_ms": 2}


def test_the_columns_of_the_table_line_up():
    lines = table.table(["", "deliveries/s"], [["Townhall", "61,000"], ["… uvicorn", "5"]]).splitlines()
    assert lines[1] == "| --------- | -----------: |"
    assert {len(line) for line in lines} == {len(lines[1])}


def test_what_was_kept_in_a_file_shows_the_same_tables():
    """With all its figures, as it showed while it was measured."""
    sizes = {size: {"statements": 11, "failures": ["Lost"]} for size in (1, 100)}
    found = {"title": "Statements", "unit": "pages", "all_sizes": [1, 100]}
    ours = {"townhall": {"title": "Townhall", "missing": "", "sizes": sizes}}
    results = {
        "workloads": {"statements": found | {"contestants": ours}},
        "plan": {"runs": 5, "seconds": 1.0},
        "client": {"frames_per_second": 144_320, "busy": 0.9},
        "machine": machine() | {"load_before": 0.1, "load_after": 0.2},
    }
    shown = table.report(results)
    assert shown.count(" 11 |") == 2
    assert table.report(json.loads(json.dumps(results))) == shown


def test_the_figures_in_the_document_are_replaced_between_their_marks(tmp_path, monkeypatch):
    document = tmp_path / "benchmark.md"
    document.write_text(f"before\n{table.BEGIN}old\n{table.END}after\n")
    monkeypatch.setattr(table, "DOCUMENT", document)
    monkeypatch.setattr(table, "report", lambda results: "new")
    table.write_docs({})
    assert document.read_text() == f"before\n{table.BEGIN}\nnew\n\n{table.END}after\n"


def test_the_document_has_the_marks():
    before, begin, rest = table.DOCUMENT.read_text().partition(table.BEGIN)
    assert before
    assert begin
    assert table.END in rest


def test_the_packages_of_the_peers_on_node_name_no_registry():
    packages = json.loads((HERE / "package-lock.json").read_text())["packages"]
    assert len(packages) > 2
    assert [name for name, package in packages.items() if "resolved" in package] == []
    assert [name for name, package in packages.items() if name and "integrity" not in package] == []
