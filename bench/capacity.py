"""How fast the load client is by itself: what it would take if it never had to wait for the server."""

from bench.all_peers import LIMIT
from bench.runs import Plan, run
from bench.workloads.updates import Updates

READERS = 1_000


def capacity(plan: Plan) -> float:
    """Frames a second: as many as it takes of the quickest server, by the share of its core that this needs."""
    found = run(Updates([LIMIT]), LIMIT, (READERS,), plan)[READERS]
    return found["deliveries_per_second"] / found["client_busy"] if "client_busy" in found else 0.0
