"""How much a request may bring."""

from django.conf import settings

TOO_LARGE = [
    {"type": "http.response.start", "status": 413, "headers": [(b"connection", b"close"), (b"content-length", b"0")]},
    {"type": "http.response.body", "body": b""},
]


def largest(content_type: str) -> int:
    """Bytes of a body: files are many times what words are."""
    is_upload = content_type.startswith("multipart/")
    return settings.UPLOAD_MAX_SIZE if is_upload else settings.DATA_UPLOAD_MAX_MEMORY_SIZE


class BodyLimit:
    """Hands on no more of a body than may come: Django would put all of it on the disk before any of us sees it.

    Where its length was announced, the site answers with its page; what comes without is cut off.
    """

    def __init__(self, application):
        self.application = application

    async def __call__(self, scope, receive, send):
        headers = dict(scope["headers"])
        limit = largest(headers.get(b"content-type", b"").decode("latin-1"))
        length = headers.get(b"content-length", b"0")
        if length.isdigit() and int(length) > limit:
            return await self.application(scope, Body(receive, 0).nothing, send)
        body = Body(receive, limit)
        await self.application(scope, body.piece, send)
        if body.is_too_long:
            for part in TOO_LARGE:
                await send(part)


class Body:
    """Of one request."""

    def __init__(self, receive, left: int):
        self.receive = receive
        self.left = left
        self.was_shown = False

    @property
    def is_too_long(self) -> bool:
        return self.left < 0

    async def piece(self) -> dict:
        """The next of it; where it is too long, as if the browser had gone."""
        message = await self.receive()
        self.left -= len(message.get("body", b""))
        return {"type": "http.disconnect"} if self.is_too_long else message

    async def nothing(self) -> dict:
        """No body; then, whatever of it comes, only that the browser has gone."""
        if not self.was_shown:
            self.was_shown = True
            return {"type": "http.request", "body": b"", "more_body": False}
        while (message := await self.receive())["type"] != "http.disconnect":
            pass
        return message
