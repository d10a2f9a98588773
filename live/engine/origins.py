"""Which sites may open our websockets: an exact list, looked at before anything else."""

import logging

from django.conf import settings

logger = logging.getLogger(__name__)


class OriginGate:
    """ASGI middleware that refuses, before acceptance, any Origin that is not one of SITE_ORIGINS.

    Compared as text with what browsers send (RFC 6454, section 6.2); nothing is parsed.
    """

    def __init__(self, app):
        self.app = app

    async def __call__(self, scope, receive, send):
        origins = [value for name, value in scope["headers"] if name == b"origin"]
        allowed = {origin.encode() for origin in settings.SITE_ORIGINS}
        if len(origins) == 1 and origins[0] in allowed:
            return await self.app(scope, receive, send)
        logger.warning("websocket from a foreign origin: %r", origins[:2])
        return await refuse(receive, send)


async def refuse(receive, send) -> None:
    """Answer the handshake with 403."""
    await receive()
    await send({"type": "websocket.close"})
