"""What is measured, a module each. `bench/comparison.py` has the list."""

from abc import ABC, abstractmethod
from collections.abc import AsyncIterator, Sequence

from bench.contestants import Contestant, Served
from bench.runs import Plan


class Workload(ABC):
    """`name` is for the command line and the results; `unit` is what a size counts. Those that measure nothing but this
    project have their contestants themselves.
    """

    name: str
    title: str
    unit: str
    contestants: Sequence[Contestant] = ()

    def __init__(self, contestants: Sequence[Contestant] = ()):
        self.contestants = contestants or self.contestants

    @abstractmethod
    def sizes(self, plan: Plan) -> tuple[int, ...]:
        """From small to large."""

    @abstractmethod
    def measure(
        self, contestant: Contestant, served: Served, sizes: Sequence[int], plan: Plan
    ) -> AsyncIterator[tuple[int, dict[str, float]]]:
        """What is measured at each of the sizes, on one server."""
