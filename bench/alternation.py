"""Contestants take turns, run by run, and what all runs say together."""

from collections.abc import Callable
from statistics import median

from bench.contestants import Contestant
from bench.runs import Plan, run
from bench.townhall import NAME
from bench.workloads import Workload

TOO_LONG = 1_000.0  # milliseconds that an update takes: where it does, one run is enough


def alternate(
    workload: Workload, contestants: list[Contestant], plan: Plan, tell: Callable[[str], None]
) -> dict[str, dict]:
    """By name, the medians at each size."""
    runs: dict[str, list[dict]] = {one.name: [] for one in contestants}
    for number in range(1, plan.runs + 1):
        for one in contestants:
            if not one.missing():
                tell(f"{workload.name}, run {number} of {plan.runs}: {one.name}")
                sizes = [size for size in workload.sizes(plan) if worth_it(size, runs[one.name])]
                runs[one.name].append(run(workload, one, sizes, plan))
        _compare(runs)
    return {
        one.name: {"title": one.title, "missing": one.missing(), "sizes": together(runs[one.name])}
        for one in contestants
    }


def worth_it(size: int, runs: list[dict[int, dict]]) -> bool:
    """Not what took too long in one run, or failed in two, nor what is larger."""
    failed = [min(found) for found in map(_failed, runs) if found]
    slow = [smaller for found in runs for smaller in found if _takes_too_long(found[smaller])]
    return size < min([*slow, *sorted(failed)[1:2]], default=size + 1)


def together(runs: list[dict[int, dict]]) -> dict[int, dict]:
    """By size the median of each measure over the runs that did not fail, with all of them beside it."""
    sizes = sorted({size for found in runs for size in found})
    return {size: _medians([found[size] for found in runs if size in found]) for size in sizes}


def _medians(runs: list[dict]) -> dict:
    failures = [one["failure"] for one in runs if "failure" in one]
    finished = [one for one in runs if "failure" not in one]
    measures = set(finished[0]).intersection(*finished) if finished else ()
    return {measure: median(one[measure] for one in finished) for measure in measures} | {
        "failures": failures,
        "runs": runs,
    }


def _failed(found: dict[int, dict]) -> list[int]:
    return [size for size in found if "failure" in found[size]]


def _takes_too_long(found: dict) -> bool:
    """In a flood it does for everybody, and there the time is bounded."""
    return "arrived" not in found and found.get("p50_ms", 0.0) > TOO_LONG


def _compare(runs: dict[str, list[dict]]) -> None:
    """Within each run: how many times the CPU that we use."""
    for found in runs.values():
        for ours, other in zip(runs.get(NAME, []), found, strict=False):
            for size in other:
                if "cpu_ms_per_1000" in other[size] and "cpu_ms_per_1000" in ours.get(size, {}):
                    other[size]["times_our_cpu"] = other[size]["cpu_ms_per_1000"] / ours[size]["cpu_ms_per_1000"]
