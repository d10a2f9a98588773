"""The frame that a message of ours makes: the peers send the same words, so that all send as much."""

from functools import cache

from bench.crowds import Crowd
from bench.onlookers import Sample
from bench.runs import on_loop
from bench.townhall import ServedTownhall, Townhall

PLACE = "update00000000"  # of the marker


def ours(marker: str) -> str:
    return template().replace(PLACE, marker)


@cache
def template() -> str:
    """As the product sends it. Called first before anything runs on a loop."""
    townhall = Townhall()
    with townhall.serving() as served:
        return on_loop(_heard(townhall, served)).decode()


async def _heard(townhall: Townhall, served: ServedTownhall) -> bytes:
    crowd, frames = Crowd(), []
    await crowd.join(served.port, served.pages(), 2)
    reader, author = crowd.members
    Sample(reader, frames.append)
    await crowd.time_until_all_hear(PLACE.encode(), lambda: author.say(townhall.say(PLACE)))
    return next(frame for frame in frames if PLACE.encode() in frame)
