"""Compression that is done once for all pages (permessage-deflate, RFC 7692).

A connection that keeps its zlib contexts costs 30 KB, and its frames are its own. Without them
(`no_context_takeover` on both sides) every message stands for itself, so that one compressed frame serves all.
"""

from websockets.exceptions import NegotiationError
from websockets.extensions.permessage_deflate import PerMessageDeflate, ServerPerMessageDeflateFactory
from websockets.frames import Frame, Opcode

WINDOW = 15  # bits


def compressed(text: bytes) -> bytes:
    """The bytes of a text message for connections that negotiated `Deflate`."""
    deflate = PerMessageDeflate(True, True, WINDOW, WINDOW, {"level": 6})
    return Frame(Opcode.TEXT, text).serialize(mask=False, extensions=[deflate])


class Deflate(PerMessageDeflate):
    """Inflates what comes in. What one page alone is sent goes out as it is: it may hold a secret beside typed text."""

    def encode(self, frame: Frame) -> Frame:
        return frame


class DeflateFactory(ServerPerMessageDeflateFactory):
    def __init__(self) -> None:
        super().__init__(server_no_context_takeover=True, client_no_context_takeover=True)

    def process_request_params(self, params, accepted_extensions):
        """Raises NegotiationError for a smaller window than the shared frames have."""
        answer, found = super().process_request_params(params, accepted_extensions)
        if found.local_max_window_bits < WINDOW:
            raise NegotiationError("smaller window")
        return answer, Deflate(
            found.remote_no_context_takeover,
            found.local_no_context_takeover,
            found.remote_max_window_bits,
            found.local_max_window_bits,
        )
