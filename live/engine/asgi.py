"""What stands between the server and the consumers."""

from live.engine import editing
from live.engine.hub import hub
from live.engine.limits import AddressLimit
from live.engine.origins import OriginGate, refuse
from live.engine.schedule import clock


def websockets(router):
    """The way of a connection: its origin, how many there are, its route."""
    return OriginGate(AddressLimit(Routed(router)))


class Routed:
    """Refuses addresses that no consumer has."""

    def __init__(self, router):
        self.router = router

    async def __call__(self, scope, receive, send):
        if any(route.pattern.match(scope["path"].lstrip("/")) for route in self.router.routes):
            return await self.router(scope, receive, send)
        return await refuse(receive, send)


class Lifespan:
    """Starts the hub and the clock with the server and stops them after the last page."""

    async def __call__(self, scope, receive, send):
        while True:
            message = await receive()
            if message["type"] == "lifespan.startup":
                hub.start()
                clock.start()
                editing.start()
                await send({"type": "lifespan.startup.complete"})
            else:
                await clock.stop()
                await hub.stop()
                return await send({"type": "lifespan.shutdown.complete"})
