"""The results as tables for people, on the screen and in docs/benchmark.md alike."""

COLUMNS = {
    "deliveries/s": ("deliveries_per_second", ",.0f"),
    "CPU ms per 1,000": ("cpu_ms_per_1000", ",.1f"),
    "× less CPU": ("times_less_cpu", ",.1f"),
    "p50 ms": ("p50_ms", ",.0f"),
    "p99 ms": ("p99_ms", ",.0f"),
    "bytes each": ("bytes_per_delivery", ",.0f"),
    "KiB a page": ("kib_per_page", ",.1f"),
}


def report(results: dict) -> str:
    parts = [_load(results["load"]), _contestants(results["contestants"]), _queries(results["queries"])]
    return "\n\n".join([part for part in parts if part] + [_circumstances(results)])


def _load(load: dict) -> str:
    return (
        f"{load['subscribers']:,} pages of one room, {load['updates']} updates one after another; "
        f"medians of {load['runs']} alternating runs:"
    )


def _contestants(contestants: dict[str, dict]) -> str:
    rows = [[found["title"], *_cells(found)] for found in contestants.values()]
    failures = [f"{name}: {failure}" for name, found in contestants.items() for failure in found["failures"]]
    return "\n".join([table(["", *COLUMNS], rows) if rows else "", *failures]).strip()


def _cells(found: dict) -> list[str]:
    return [format(found[key], form) if key in found else "–" for key, form in COLUMNS.values()]


def _queries(queries: dict) -> str:
    if "failure" in queries:
        return f"Queries: {queries['failure']}"
    counts = [f"{number:g} with {int(viewers):,}" for viewers, number in queries.items()]
    return f"Statements to the database for one message, by the number of viewers: {', '.join(counts)}." * bool(counts)


def _circumstances(results: dict) -> str:
    machine, client = results["machine"], results["client"]
    packages = ", ".join(f"{name} {version}" for name, version in machine["packages"].items())
    return "\n".join(
        [
            f"The load client alone takes {client['frames_per_second']:,.0f} frames a second of its core; "
            f"in these runs it was busy for {client['busy']:.0%} of the time at most.",
            f"{machine['cores']} cores ({machine['processor']}), the server on one, the client on "
            f"{'another' if machine['apart'] else 'THE SAME'}; "
            f"load average {machine['load_before']:.1f} before and {machine['load_after']:.1f} after the runs, "
            "of which they make one to two.",
            f"{machine['system']}, Python {machine['python']}, {packages}, {machine['redis']}.",
        ]
    )


def table(heads: list[str], rows: list[list[str]]) -> str:
    """In Markdown, with columns that line up."""
    widths = [max(map(len, column)) for column in zip(heads, *rows, strict=True)]
    rule = ["-" * widths[0], *["-" * (width - 1) + ":" for width in widths[1:]]]
    return "\n".join(_line(cells, widths) for cells in [heads, rule, *rows])


def _line(cells: list[str], widths: list[int]) -> str:
    first, *others = zip(cells, widths, strict=True)
    return "| " + " | ".join([first[0].ljust(first[1])] + [cell.rjust(width) for cell, width in others]) + " |"
