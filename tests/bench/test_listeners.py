"""The load client counts each update once, however the network cuts the frames."""

import asyncio

import pytest
from websockets.frames import Frame, Opcode

from bench.capacity import ACCEPTED, capacity
from bench.crowds import Crowd, Lost
from bench.listeners import TEXT, Listener, Ticket, masked

TICKET = Ticket("/", "http://127.0.0.1")
PULSE = b"no update"


def encoded(text: bytes) -> bytes:
    return Frame(Opcode.TEXT, text).serialize(mask=False)


@pytest.fixture
async def crowd():
    """Two who are connected."""
    crowd = Crowd()
    crowd.members = [Listener(TICKET, crowd), Listener(TICKET, crowd)]
    for member in crowd.members:
        member.data_received(ACCEPTED)
    return crowd


@pytest.mark.parametrize("size", [7, 125, 126, 300, 65_535, 65_536])
@pytest.mark.parametrize("cut", [1, 3, 5, 9, 11, -1])
async def test_an_update_is_heard_wherever_its_frame_is_cut(crowd, size, cut):
    crowd.expect(b"update1", crowd.members)
    sent = encoded(PULSE) + encoded(b"update1".rjust(size)) + encoded(PULSE)
    for member in crowd.members:
        member.data_received(sent[:cut])
        member.data_received(sent[cut:])
        assert member.rest == b""
    await crowd.all_heard()
    assert crowd.bytes == 2 * (size + 2 * len(PULSE))


async def test_all_have_heard_when_the_last_one_has_and_nobody_counts_twice(crowd):
    crowd.expect(b"update1", crowd.members)
    first, last = crowd.members
    first.data_received(encoded(b"update1") * 2)
    assert not crowd.done.done()
    last.data_received(encoded(b"update0") + encoded(b"update1"))
    assert crowd.done.done()


async def test_a_connection_that_ends_is_no_quick_one(crowd):
    crowd.expect(b"update1", crowd.members)
    crowd.members[0].data_received(Frame(Opcode.CLOSE, (1012).to_bytes(2)).serialize(mask=False))
    with pytest.raises(Lost, match="1012"):
        await crowd.all_heard()
    with pytest.raises(Lost):
        crowd.expect(b"update2", crowd.members)


async def test_a_refused_handshake_is_told(crowd):
    late = Listener(TICKET, crowd)
    crowd.expect(b"update1", [late])
    late.data_received(b"HTTP/1.1 403 Forbidden\r\n\r\n")
    with pytest.raises(Lost, match="403"):
        await crowd.all_heard()


@pytest.mark.parametrize("size", [2, 125, 126, 60_000])
def test_what_it_says_is_masked_as_a_browser_would(size):
    text = b"x" * size
    head = Frame(Opcode.TEXT, text).serialize(mask=True)[: -size - 4]
    assert masked(TEXT, text) == head + bytes(4) + text


async def test_it_is_quicker_than_any_server_that_it_measures():
    assert await asyncio.wait_for(capacity(20, 2_500), 30) > 1_000
