"""What notifications do by the clock."""

from live.engine.schedule import every
from live.notifications import services


@every(600)
def prune() -> None:
    services.prune()
