"""The load client counts each update once, however the network cuts the frames."""

import zlib

import pytest
from websockets.frames import Frame, Opcode

from bench.crowds import Crowd, Lost
from bench.listeners import COMPRESSED, PONG, TEXT, Listener, Ticket, masked
from bench.onlookers import Counter, Sample

TICKET = Ticket("/", "http://127.0.0.1")
PULSE = b"no update"
ACCEPTED = b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n"


def encoded(text: bytes) -> bytes:
    return Frame(Opcode.TEXT, text).serialize(mask=False)


class Line:
    """Where a connection's bytes go."""

    def __init__(self):
        self.said = []
        self.write = self.said.append

    def set_protocol(self, protocol):
        self.protocol = protocol


@pytest.fixture
async def crowd():
    """Two who are connected."""
    crowd = Crowd()
    crowd.members = [Listener(TICKET, crowd), Listener(TICKET, crowd)]
    for member in crowd.members:
        member.connection_made(Line())
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


@pytest.mark.parametrize("size", [7, 125, 126, 65_535, 65_536])
@pytest.mark.parametrize("cut", [1, 2, 3, 5, 9, 11, -11, -1])
async def test_who_only_counts_lengths_still_finds_every_frame(crowd, size, cut):
    counter = Counter(crowd.members[0])
    sent = encoded(b"x" * size) + Frame(Opcode.PING, b"1234").serialize(mask=False) + encoded(b"y" * size)
    sent += Frame(Opcode.PING, b"5678").serialize(mask=False)
    counter.data_received(sent[:cut])
    counter.data_received(sent[cut:])
    assert counter.transport.said[1:] == [masked(PONG, b"1234"), masked(PONG, b"5678")]
    assert (counter.head, counter.skip, crowd.bytes) == (b"", 0, len(sent))


@pytest.mark.parametrize("anew", [True, False])
async def test_a_sample_reads_what_is_compressed(crowd, anew):
    """Whether a server begins anew with each message, as ours does, or goes on."""
    seen, deflater = [], zlib.compressobj(wbits=-zlib.MAX_WBITS)
    sample = Sample(crowd.members[0], seen.append)
    for text in (b"one" * 50, b"two" * 50, b"one" * 50):
        deflater = zlib.compressobj(wbits=-zlib.MAX_WBITS) if anew else deflater
        payload = deflater.compress(text) + deflater.flush(zlib.Z_SYNC_FLUSH)
        frame = encoded(payload[:-4])
        sample.data_received(bytes([frame[0] | COMPRESSED]) + frame[1:])
        sample.data_received(encoded(b"plain"))
    assert seen == [b"one" * 50, b"plain", b"two" * 50, b"plain", b"one" * 50, b"plain"]
