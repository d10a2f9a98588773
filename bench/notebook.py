"""What a site that serves with `bench.settings` has asked its database for: a line each, with the thread that asked."""

from pathlib import Path

NAME = "statements"  # in its DATA_DIR


def statements(data: Path, threads: str = "") -> int:
    """So far, BEGIN and COMMIT included, by threads whose names begin so.

    SQLite's own counter, at which the renderer looks by the clock, is not a query.
    """
    noted = [line.partition(": ") for line in Path(data, NAME).read_text().splitlines()]
    return sum(name.startswith(threads) and not what.startswith("PRAGMA") for name, _, what in noted)
