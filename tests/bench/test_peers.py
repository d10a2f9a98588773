"""The peers do what they are measured for: what one page says reaches all pages of its room, and no others."""

import asyncio

import pytest

from bench.all_peers import PEERS
from bench.crowds import Crowd

SPOKEN = b"update00000001"


@pytest.fixture(autouse=True)
def fragment(monkeypatch):
    """The size of ours does not matter here."""
    monkeypatch.setattr("bench.peer.ours", lambda marker: marker.ljust(1_700))


@pytest.mark.parametrize("peer", PEERS, ids=lambda peer: peer.name)
async def test_a_message_reaches_its_room(peer):
    if peer.missing():
        assert "Node" in peer.missing() or "npm" in peer.missing()
        return
    with peer.serving() as served:
        here, elsewhere = Crowd(), Crowd()
        for crowd, ticket in zip((here, elsewhere), served.topics(2), strict=True):
            await crowd.join(served.port, [ticket], 3)
        elsewhere.marker = SPOKEN
        await here.time_until_all_hear(SPOKEN, lambda: here.members[0].say(peer.say(SPOKEN.decode())))
        await asyncio.wait_for(echo(elsewhere, peer), 10)
        assert elsewhere.times == []
        here.leave()
        elsewhere.leave()


async def echo(crowd, peer):
    """What comes after the message has come to the others, too."""
    crowd.times, marker = [], "update00000002"
    await crowd.time_until_all_hear(marker.encode(), lambda: crowd.members[0].say(peer.say(marker)))
    crowd.times = []
