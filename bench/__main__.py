"""`python -m bench`: measure, show the tables, keep the numbers in bench/results.json."""

import argparse
import json
import os
import signal
import sys
from pathlib import Path

from bench.comparison import NAMES, WORKLOADS, compare, ours_failed, workloads
from bench.cores import OF_CLIENT, allow_many_connections, on_core
from bench.fragment import template
from bench.profile import profile
from bench.runs import FULL, QUICK, Plan
from bench.table import report, write_docs

UPDATED = {one.name: one for one in workloads(FULL)[0].contestants}
OF_THE_SITE = ["ALLOWED_HOSTS", "DATABASE_URL", "HOST", "REDIS_URL", "SECRET_KEY", "SITE_ORIGINS"]


def main() -> None:
    options = _options()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # on the way out the servers are ended
    for name in OF_THE_SITE:  # the site is measured as it comes
        os.environ.pop(name, None)
    allow_many_connections()
    if options.profile:
        return _profile(options.profile)
    with on_core(OF_CLIENT):
        results = compare(_plan(options), options.workload or WORKLOADS, options.only or NAMES, _tell)
    options.results.write_text(json.dumps(results, indent=2, ensure_ascii=False) + "\n")
    print(report(results))
    if options.write_docs:
        write_docs(results)
    sys.exit(ours_failed(results))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make bench", description="This project beside its peers.")
    parser.add_argument("--quick", action="store_true", help="one run with fewer pages: only whether it works")
    parser.add_argument("--workload", action="append", choices=WORKLOADS, help="may be given several times")
    parser.add_argument("--only", action="append", choices=NAMES, help="may be given several times")
    parser.add_argument("--runs", type=int, metavar="NUMBER")
    parser.add_argument("--offer", action="store_true", help="offer compression to the peers in the flood, too")
    parser.add_argument("--results", type=Path, default=Path(__file__).with_name("results.json"), metavar="FILE")
    parser.add_argument("--write-docs", action="store_true", help="put the tables into docs/benchmark.md")
    parser.add_argument("--profile", choices=UPDATED, help="nothing but this: where its CPU goes, by py-spy")
    return parser.parse_args()


def _plan(options: argparse.Namespace) -> Plan:
    plan = QUICK if options.quick else FULL
    return plan._replace(runs=options.runs or plan.runs, offer=options.offer)


def _profile(name: str) -> None:
    with on_core(OF_CLIENT):
        template()
        print(profile(UPDATED[name]))


def _tell(progress: str) -> None:
    print(progress, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
