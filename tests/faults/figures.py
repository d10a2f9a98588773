"""A pytest plugin: what the long fault suite measured, as a table at the end of `make faults`.

A test tells with the fixture `measured("A1", lost=0, catch_up_p95=seconds(1.2))`; several may tell of one row.
A test that fails counts against all the rows that its docstring names.
"""

import re
from collections.abc import Iterable
from math import ceil
from pathlib import Path

import pytest

from tests.faults.catalogue import CATALOGUE

ROOT = Path(__file__).resolve().parents[2]
TABLE, DOCUMENT = ROOT / "var" / "faults.md", ROOT / "docs" / "operations.md"
ROW = re.compile(r"\b[A-E]\d+\b")
BEGIN, END = "<!-- measured by make faults -->\n", "<!-- to here -->\n"
HEAD = ["| | case | expected | measured | held |", "|---|---|---|---|---|"]


@pytest.fixture
def measured(request, record_property):
    """`measured(row, **figures)`: note figures of a row of the catalogue; in the small versions it does nothing."""
    is_full = request.node.get_closest_marker("faults") is not None

    def note(row: str, **figures) -> None:
        assert row in CATALOGUE, row
        if is_full:
            record_property("measured", [row, *(_told(name, value) for name, value in figures.items())])

    if is_full:
        record_property("tells of", ROW.findall(request.function.__doc__ or ""))
    return note


def seconds(value: float) -> str:
    """A duration for the table."""
    return f"{value * 1000:.0f} ms" if value < 1 else f"{value:.1f} s"


def percentile(values: Iterable[float], share: float) -> float:
    """The value that `share` percent of them do not exceed; of no values infinity."""
    ordered = sorted(values)
    return ordered[max(0, ceil(len(ordered) * share / 100) - 1)] if ordered else float("inf")


def _told(name: str, value) -> str:
    number = f"{value:,.3g}" if isinstance(value, float) else f"{value:,}" if isinstance(value, int) else value
    return f"{name.replace('_', ' ')} {number}"


# The table


def pytest_addoption(parser):
    parser.addoption("--write-docs", action="store_true", help="put the figures of the fault suite into its document")


def pytest_terminal_summary(terminalreporter, config):
    """Rows that were not measured this time stay as they are."""
    rows = _rows(terminalreporter)
    if not rows:
        return
    TABLE.parent.mkdir(exist_ok=True)
    update(TABLE, rows)
    if config.getoption("--write-docs"):
        update(DOCUMENT, rows)
    terminalreporter.section("measured")
    terminalreporter.write_line("\n".join(rows[name] for name in sorted(rows, key=_order)))


def _rows(terminalreporter) -> dict[str, str]:
    """The table's line of each row; it holds where every test that tells of it passed."""
    told: dict[str, list[str]] = {}
    failed = set()
    for outcome in "passed", "failed", "error":
        for report in terminalreporter.getreports(outcome):
            for name, value in getattr(report, "user_properties", ()) if report.when == "call" or report.failed else ():
                if name == "measured":
                    told.setdefault(value[0], []).append(", ".join(value[1:]))
                elif name == "tells of" and report.failed:
                    failed.update(value)
    return {row: line(row, "; ".join(told.get(row, [])), row not in failed) for row in told.keys() | failed}


def line(row: str, figures: str, held: bool) -> str:
    case, expected = CATALOGUE[row]
    return f"| {row} | {case} | {expected} | {figures} | {'yes' if held else '**no**'} |"


def update(path: Path, rows: dict[str, str]) -> None:
    """Between the marks; at the end of a file that has none."""
    text = path.read_text() if path.exists() else ""
    before, _, rest = text.partition(BEGIN)
    old, _, after = rest.partition(END)
    known = {line.split("|")[1].strip(): line for line in old.splitlines()[len(HEAD) :]} | rows
    lines = [*HEAD, *(known[row] for row in sorted(known, key=_order))]
    path.write_text(f"{before}{BEGIN}" + "\n".join(lines) + f"\n{END}{after}")


def _order(row: str) -> tuple[str, int]:
    return row[0], int(row[1:])
