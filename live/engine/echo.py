"""What it is sent, it returns: as a bare websocket, and as a page."""

from channels.consumer import AsyncConsumer

from live.engine.consumers import UNSUPPORTED, LiveConsumer, action
from live.engine.limits import Bucket
from live.engine.notices import TOO_MANY


class EchoConsumer(AsyncConsumer):
    """Open to everybody of an allowed origin."""

    async def __call__(self, scope, receive, send):
        await receive()
        await send({"type": "websocket.accept"})
        bucket = Bucket(rate=200, burst=1_000)
        while (message := await receive())["type"] == "websocket.receive":
            if message.get("text") is None:
                return await send({"type": "websocket.close", "code": UNSUPPORTED})
            if not bucket.take():
                return await send({"type": "websocket.close", "code": TOO_MANY})
            await send({"type": "websocket.send", "text": message["text"]})


class EchoPageConsumer(LiveConsumer):
    @action
    def echo(self, data):
        return self.render("live/echo.html#said", text=str(data.get("text", ""))[:1_000])
