"""All that is measured: the contestants in alternating runs, our queries, the load client itself."""

from collections.abc import Callable
from statistics import median

from bench.capacity import capacity
from bench.contestants import Contestant
from bench.machine import load_average, machine
from bench.runs import Load, on_loop, run, run_queries
from bench.townhall import Townhall
from bench.tutorial import DAPHNE, UVICORN, ChannelsTutorial

BASE = "tutorial"  # what the others are compared with
QUERIES = "queries"
CONTESTANTS = [
    ChannelsTutorial(BASE, "Channels tutorial: Daphne, in-memory layer, JSON", DAPHNE),
    ChannelsTutorial("tutorial-redis", "… uvicorn, Redis pub/sub layer, JSON", UVICORN, redis=True),
    ChannelsTutorial("tutorial-html", "… the same, HTML rendered for each", UVICORN, redis=True, FRAGMENTS="1"),
    Townhall(),
]
NAMES = [*(contestant.name for contestant in CONTESTANTS), QUERIES]
FRAME = 2_500  # bytes: about what a message of ours takes


def compare(load: Load, names: list[str], tell: Callable[[str], None]) -> dict:
    """Measure those of NAMES and say how far it is; what bench/results.json holds."""
    where = machine() | {"load_before": load_average()}
    contestants = _alternate(load, [one for one in CONTESTANTS if one.name in names], tell)
    where["load_after"] = load_average()
    tell("queries, then the client")
    return {
        "load": load._asdict(),
        "machine": where,
        "client": _client(load, contestants),
        "contestants": contestants,
        "queries": run_queries(load) if QUERIES in names else {},
    }


def _alternate(load: Load, contestants: list[Contestant], tell: Callable[[str], None]) -> dict[str, dict]:
    runs: dict[str, list[dict]] = {contestant.name: [] for contestant in contestants}
    for number in range(1, load.runs + 1):
        for contestant in contestants:
            tell(f"run {number} of {load.runs}: {contestant.name}")
            runs[contestant.name].append(run(contestant, load))
    found = {one.name: {"title": one.title} | together(runs[one.name]) for one in contestants}
    _compare_cpu(found)
    return found


def together(runs: list[dict]) -> dict:
    """The median of each measure over the runs that did not fail, with all of them beside it."""
    failures = [one["failure"] for one in runs if "failure" in one]
    finished = [one for one in runs if "failure" not in one]
    medians = {measure: median(one[measure] for one in finished) for measure in finished[0]} if finished else {}
    return medians | {"failures": failures, "runs": runs}


def _compare_cpu(contestants: dict[str, dict]) -> None:
    base = contestants.get(BASE, {}).get("cpu_ms_per_1000")
    for found in contestants.values():
        if base and "cpu_ms_per_1000" in found:
            found["times_less_cpu"] = base / found["cpu_ms_per_1000"]


def _client(load: Load, contestants: dict[str, dict]) -> dict[str, float]:
    busy = [found["client_busy"] for found in contestants.values() if "client_busy" in found]
    return {"frames_per_second": on_loop(capacity(load.subscribers, FRAME)), "busy": max(busy, default=0.0)}
