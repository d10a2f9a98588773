"""What several runs say together, and how it looks."""

from bench.comparison import together
from bench.table import table


def test_the_median_run_counts():
    assert together([{"p50_ms": 3.0}, {"p50_ms": 90.0}, {"p50_ms": 4.0}])["p50_ms"] == 4.0


def test_a_run_that_failed_is_named_and_left_out():
    found = together([{"p50_ms": 3.0}, {"failure": "Lost: closed with 1013"}])
    assert (found["p50_ms"], found["failures"]) == (3.0, ["Lost: closed with 1013"])


def test_where_every_run_failed_there_is_no_number():
    assert together([{"failure": "TimeoutError: "}]).keys() == {"failures", "runs"}


def test_the_columns_of_the_table_line_up():
    lines = table(["", "deliveries/s"], [["Townhall", "61,000"], ["… uvicorn", "5"]]).splitlines()
    assert lines[1] == "| --------- | -----------: |"
    assert {len(line) for line in lines} == {len(lines[1])}
