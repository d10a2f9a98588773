"""All that is measured: each workload with its contestants in alternating runs, and the load client itself."""

from collections.abc import Callable

from bench.all_peers import PEERS
from bench.alternation import alternate
from bench.capacity import capacity
from bench.fragment import template
from bench.machine import load_average, machine
from bench.newspaper import Newspaper
from bench.runs import FULL, Plan
from bench.townhall import Townhall
from bench.workloads import Workload
from bench.workloads.flood import Flood
from bench.workloads.month import Month
from bench.workloads.readers import Readers
from bench.workloads.reading import Reading
from bench.workloads.statements import Statements
from bench.workloads.topics import Topics
from bench.workloads.updates import Updates
from bench.workloads.writes import Writes

SHORT = ("tutorial", "tutorial-daphne-redis", "tutorial-uvicorn", "tutorial-redis")  # of tutorials, one that sends as
SOME = [peer for peer in PEERS if peer.name not in SHORT]  # much as all others is enough where it only takes long

WORLD = Townhall("townhall-zones", "Townhall, people in four time zones", zones=4)
PACKED = Townhall("townhall-compressed", "Townhall, compressed as for browsers", compression=True)


def workloads(plan: Plan) -> list[Workload]:
    return [
        Updates([*PEERS, Townhall(), WORLD, PACKED]),
        Flood([*SOME, Townhall(), WORLD]),
        Topics([*SOME, Townhall(rooms=max(plan.topics))]),
        Writes(),
        Statements(),
        Readers([Newspaper()]),
        Reading(),
        Month(),
    ]


WORKLOADS = [workload.name for workload in workloads(FULL)]
NAMES = list(dict.fromkeys(one.name for workload in workloads(FULL) for one in workload.contestants))


def compare(plan: Plan, chosen: list[str], names: list[str], tell: Callable[[str], None]) -> dict:
    """Measure what is named, and say how far it is; what bench/results.json holds."""
    where = machine() | {"load_before": load_average()}
    tell("what a message of ours is like")
    template()
    measured = {}
    for workload in workloads(plan):
        contestants = [one for one in workload.contestants if one.name in names]
        if workload.name in chosen and contestants:
            measured[workload.name] = _about(workload, plan) | {
                "contestants": alternate(workload, contestants, plan, tell)
            }
    tell("the client by itself")
    client = {"frames_per_second": capacity(plan), "busy": _busiest(measured)}
    where["load_after"] = load_average()
    return {"plan": plan._asdict(), "machine": where, "client": client, "workloads": measured}


def _about(workload: Workload, plan: Plan) -> dict:
    return {"title": workload.title, "unit": workload.unit, "all_sizes": workload.sizes(plan)}


def _busiest(measured: dict[str, dict]) -> float:
    contestants = [one for workload in measured.values() for one in workload["contestants"].values()]
    busy = [found.get("client_busy", 0.0) for one in contestants for found in one["sizes"].values()]
    return max(busy, default=0.0)


def ours_failed(results: dict) -> bool:
    """Whether this project could not do something; peers may."""
    return any(
        size["failures"]
        for workload in results["workloads"].values()
        for name, found in workload["contestants"].items()
        for size in found["sizes"].values()
        if name not in [peer.name for peer in PEERS]
    )
