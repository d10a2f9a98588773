"""The results as tables for people, on the screen and in docs/benchmark.md alike."""

from typing import NamedTuple

from bench.machine import sentence
from tests.support.site import ROOT

DOCUMENT = ROOT / "docs" / "benchmark.md"
BEGIN, END = "<!-- figures: `make bench ARGS=--write-docs` -->\n", "<!-- end of figures -->\n"
FIRST, MIDDLE, LAST = 0, 1, -1


class Column(NamedTuple):
    head: str
    measure: str
    form: str = ",.0f"
    brief: str = ""  # its head where all sizes are shown


class Part(NamedTuple):
    """A table: these columns at one size, given by its place in the list of sizes, or at all sizes."""

    columns: list[Column]
    size: int | None = None


CPU = Column("CPU ms per 1,000", "cpu_ms_per_1000", ",.1f", "CPU ms")
TIMES = Column("× ours", "times_our_cpu", ",.2f")
RATE = Column("deliveries/s", "deliveries_per_second")
P50, P99, P999 = LAG = [Column(f"{part} ms", f"{part}_ms", ",.1f") for part in ("p50", "p99", "p99.9")]
BYTES = Column("bytes each", "bytes_per_delivery")
MEMORY = Column("KiB a page", "kib_per_page", ",.1f", "KiB")
CONNECTS = [Column("connects/s", "connects_per_second"), Column("CPU ms a connect", "cpu_ms_per_connect", ",.2f")]
RETURNS = [Column("returns/s", "returns_per_second"), Column("CPU ms a return", "cpu_ms_per_return", ",.2f")]
UPDATES, ARRIVED = Column("updates/s", "updates_per_second", ",.1f"), Column("arrived", "arrived", ".0%")
TRAFFIC, EXACT = Column("MB/s", "megabytes_per_second"), Column("pages exact", "exact", ".0%")
WRITES, EACH = Column("messages/s", "writes_per_second"), Column("CPU ms each", "cpu_ms_per_write", ",.2f")
LAST_MS, PAGE = Column("slowest ms", "last_ms"), Column("first page p95 ms", "page_p95_ms", ",.0f", "page p95")
BACK = Column("1,000 back after, s", "back_seconds", ",.1f")
READS = [
    Column("opening it", "open_ms", ",.1f"),
    Column("earlier ones", "earlier_ms", ",.1f"),
    Column("the first one's page", "permalink_ms", ",.1f", "first"),
    Column("search: a word in all", "search_ms", ",.1f", "all"),
    Column("a rare word", "rare_ms", ",.1f", "rare"),
    Column("beginnings", "words_ms", ",.1f", "beginnings"),
    Column("what one may not see", "hidden_ms", ",.1f", "hidden"),
]
READS_CPU = [Column(f"CPU: {column.head}", column.measure.replace("_ms", "_cpu_ms"), ",.1f") for column in READS]
MONTH = [Column("median", "median_ms", ",.1f"), Column("p95", "p95_ms", ",.1f")]
MONTH_CPU = Column("CPU", "cpu_ms", ",.1f")
SLOWEST = Column("slowest", "slowest_ms", ",.1f")

PARTS = {
    "updates": [
        Part([RATE, CPU, TIMES, *LAG, BYTES], MIDDLE),
        Part([*CONNECTS, MEMORY, *RETURNS], MIDDLE),
        Part([CPU, P99, MEMORY]),
    ],
    "flood": [Part([UPDATES, ARRIVED, RATE, CPU, TIMES, *LAG, TRAFFIC, EXACT], LAST), Part([UPDATES, CPU, P99])],
    "topics": [Part([RATE, CPU, TIMES._replace(form=",.3f"), *LAG], LAST), Part([CPU, P99])],
    "writes": [Part([WRITES, EACH, *LAG], MIDDLE), Part([WRITES, P99])],
    "readers": [Part([LAST_MS, PAGE, RATE, *LAG, BACK], LAST), Part([LAST_MS, PAGE])],
    "reading": [Part([*READS, SLOWEST], LAST), Part([*READS, SLOWEST], FIRST), Part(READS_CPU, LAST)],
    "month": [Part([*MONTH, SLOWEST, MONTH_CPU])],
    "statements": [Part([Column("statements", "statements", "g")])],
}


def report(results: dict) -> str:
    parts = [_workload(name, found) for name, found in results["workloads"].items()]
    return "\n\n".join([*parts, _circumstances(results)])


def write_docs(results: dict) -> None:
    """Put the tables between the two marks in the document."""
    before, _, rest = DOCUMENT.read_text().partition(BEGIN)
    after = rest.partition(END)[2]
    DOCUMENT.write_text(f"{before}{BEGIN}\n{report(results)}\n\n{END}{after}")


def _workload(name: str, found: dict) -> str:
    found = found | {"contestants": {name: _sized(one) for name, one in found["contestants"].items()}}
    tables = [_at_one_size(found, part) if part.size is not None else _growth(found, part) for part in PARTS[name]]
    return "\n\n".join([f"### {found['title']}", *tables, *_remarks(found["contestants"])])


def _sized(contestant: dict) -> dict:
    """Its sizes as numbers: in results that were read from a file they are texts."""
    return contestant | {"sizes": {int(size): measured for size, measured in contestant["sizes"].items()}}


def _at_one_size(found: dict, part: Part) -> str:
    size = found["all_sizes"][part.size]
    cells = [(column.head, size, column) for column in part.columns]
    return _table(f"{size:,} {found['unit']}", found["contestants"], cells)


def _growth(found: dict, part: Part) -> str:
    sizes = found["all_sizes"]
    cells = [(f"{column.brief or column.head} @ {size:,}", size, column) for column in part.columns for size in sizes]
    return _table(f"by {found['unit']}", found["contestants"], cells)


def _table(head: str, contestants: dict[str, dict], cells: list[tuple[str, int, Column]]) -> str:
    rows = [[one["title"], *(_cell(one, size, column) for _, size, column in cells)] for one in contestants.values()]
    return table([head, *(head for head, _, _ in cells)], rows)


def _cell(contestant: dict, size: int, column: Column) -> str:
    found = contestant["sizes"].get(size, {})
    return format(found[column.measure], column.form) if column.measure in found else "–"


def _remarks(contestants: dict[str, dict]) -> list[str]:
    missing = [f"{one['title']}: {one['missing']}." for one in contestants.values() if one["missing"]]
    failures = [
        f"{one['title']}, {size:,}: {failure}."
        for one in contestants.values()
        for size, found in one["sizes"].items()
        for failure in found["failures"]
    ]
    return ["\n".join(f"- {remark}" for remark in missing + failures)] if missing + failures else []


def _circumstances(results: dict) -> str:
    client, plan = results["client"], results["plan"]
    return (
        f"Medians of {plan['runs']} alternating runs, each with {plan['seconds']:g} seconds of updates at each size.\n"
        f"The load client takes {client['frames_per_second']:,.0f} frames a second when it never has to wait;\n"
        f"in these runs it was busy for {client['busy']:.0%} of the time at most.\n"
        f"{sentence(results['machine'])}"
    )


def table(heads: list[str], rows: list[list[str]]) -> str:
    """In Markdown, with columns that line up."""
    widths = [max(map(len, column)) for column in zip(heads, *rows, strict=True)]
    rule = ["-" * widths[0], *["-" * (width - 1) + ":" for width in widths[1:]]]
    return "\n".join(_line(cells, widths) for cells in [heads, rule, *rows])


def _line(cells: list[str], widths: list[int]) -> str:
    first, *others = zip(cells, widths, strict=True)
    return "| " + " | ".join([first[0].ljust(first[1])] + [cell.rjust(width) for cell, width in others]) + " |"
