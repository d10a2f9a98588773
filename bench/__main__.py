"""`python -m bench`: measure, show the tables, keep the numbers in bench/results.json."""

import argparse
import json
import os
import signal
import sys
from pathlib import Path

from bench.comparison import NAMES, compare
from bench.cores import OF_CLIENT, allow_many_connections, on_core
from bench.runs import FULL, QUICK
from bench.table import report

OF_THE_SITE = ["ALLOWED_HOSTS", "DATABASE_URL", "HOST", "REDIS_URL", "SECRET_KEY", "SITE_ORIGINS"]


def main() -> None:
    options = _options()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # on the way out the servers are ended
    for name in OF_THE_SITE:  # the site is measured as it comes
        os.environ.pop(name, None)
    allow_many_connections()
    with on_core(OF_CLIENT):
        results = compare(QUICK if options.quick else FULL, options.only or NAMES, _tell)
    options.results.write_text(json.dumps(results, indent=2, ensure_ascii=False) + "\n")
    print(report(results))
    sys.exit(_has_failed(results))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make bench", description="This project beside its peers.")
    parser.add_argument("--quick", action="store_true", help="one run with fewer pages: only whether it works")
    parser.add_argument("--only", action="append", choices=NAMES, help="may be given several times")
    parser.add_argument("--results", type=Path, default=Path(__file__).with_name("results.json"), metavar="FILE")
    return parser.parse_args()


def _tell(progress: str) -> None:
    print(progress, file=sys.stderr, flush=True)


def _has_failed(results: dict) -> bool:
    return "failure" in results["queries"] or any(found["failures"] for found in results["contestants"].values())


if __name__ == "__main__":
    main()
