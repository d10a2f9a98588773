"""One compressed frame serves every connection that takes such frames, and a bomb from outside blows up nothing."""

import pytest
from websockets.client import ClientProtocol
from websockets.exceptions import PayloadTooBig
from websockets.extensions.permessage_deflate import ClientPerMessageDeflateFactory
from websockets.server import ServerProtocol
from websockets.uri import parse_uri

from live.engine import wires
from live.engine.deflate import DeflateFactory

WORDS = "<article>The quick brown fox jumps over the lazy dog.</article>" * 20


def connected(offer):
    """A browser that offers compression like this, and what the server made of it."""
    server = ServerProtocol(extensions=[DeflateFactory()], max_size=64 * 1024)
    browser = ClientProtocol(parse_uri("ws://127.0.0.1/"), extensions=[offer])
    browser.send_request(browser.connect())
    _carry(browser, server)
    server.send_response(server.accept(server.events_received()[0]))
    _carry(server, browser)
    browser.events_received()
    return browser, server


def _carry(giver, taker):
    for data in giver.data_to_send():
        taker.receive_data(data)


def heard(browser, *frames):
    for data in frames:
        browser.receive_data(data)
    return [event.data.decode() for event in browser.events_received()]


def test_shared_frames_are_small_and_mix_with_plain_ones():
    browser, server = connected(ClientPerMessageDeflateFactory())
    assert server.extensions
    shared, own = wires.SharedFrame(WORDS), wires.Frame("<p>yours</p>")
    assert len(shared.deflated) < len(shared.encoded) / 2
    assert heard(browser, shared.deflated, own.deflated, shared.deflated) == [WORDS, "<p>yours</p>", WORDS]


def test_what_is_for_one_page_is_never_compressed():
    browser, server = connected(ClientPerMessageDeflateFactory())
    server.send_text(WORDS.encode())
    sent = b"".join(server.data_to_send())
    assert WORDS.encode() in sent
    assert heard(browser, sent) == [WORDS]


def test_it_is_compressed_once():
    shared = wires.SharedFrame(WORDS)
    assert shared.deflated is shared.deflated


@pytest.mark.parametrize("bits", [9, 14])
def test_a_browser_with_a_smaller_window_gets_plain_frames(bits):
    _, server = connected(ClientPerMessageDeflateFactory(server_max_window_bits=bits))
    assert server.extensions == []


def test_no_context_is_kept_between_messages():
    browser, server = connected(ClientPerMessageDeflateFactory())
    for _ in range(2):
        browser.send_text(WORDS.encode())
        _carry(browser, server)
    assert [event.data.decode() for event in server.events_received()] == [WORDS, WORDS]
    assert not hasattr(server.extensions[0], "decoder")
    assert not hasattr(server.extensions[0], "encoder")


def test_a_compression_bomb_closes_its_connection():
    """C8: what it would become is never in memory."""
    browser, server = connected(ClientPerMessageDeflateFactory())
    browser.send_text(bytes(50_000_000))
    bomb = b"".join(browser.data_to_send())
    assert len(bomb) < 64 * 1024
    server.receive_data(bomb)
    assert isinstance(server.parser_exc, PayloadTooBig)
    assert server.close_sent.code == 1009
